import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'

/** `${NAME}`, `${json:NAME}` where that is the whole text, and `$${` for the letters themselves. */
const REFERENCE = /\$\$\{|\$\{(json:)?([^}]*)\}/g
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

type Env = Record<string, string | undefined>

interface Filled {
  values: JsonObject
  /** JSON Pointers of the texts that variables went into. */
  from: Set<string>
}

/**
 * `values` with the environment put in: `${NAME}` is the text of a variable, `${json:NAME}` a number, a truth value or a
 * list. Throws `wrong_use` with every variable that is not set or cannot be used. Those of this program are never put
 * in, or a file could send its key elsewhere.
 */
export function fillReferences(values: JsonObject, env: Env): Filled {
  const from = new Set<string>()
  const faults = new Set<string>()
  const fill = (value: Json, path: string[]): Json => {
    if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, String(index)]))
    if (isObject(value)) return mapValues(value, (item, key) => fill(item, [...path, key]))
    if (typeof value !== 'string' || !value.includes('${')) return value
    const { json, faults: found, used } = fillText(value, env)
    for (const fault of found) faults.add(fault)
    if (used) from.add(toPointer(path))
    return json
  }
  const filled = fill(values, []) as JsonObject
  if (faults.size > 0) throw new AppError('wrong_use', { detail: `${[...faults].join(' ')} Nothing was changed.` })
  return { values: filled, from }
}

function fillText(text: string, env: Env): { json: Json; faults: string[]; used: boolean } {
  const faults: string[] = []
  let used = false
  let whole: Json | undefined
  const filled = text.replace(REFERENCE, (match, json: string | undefined, name = '') => {
    if (match === '$${') return '${'
    used = true
    const read = readVariable(name, env)
    if (read.fault !== undefined) faults.push(read.fault)
    else if (json !== undefined && match === text) {
      whole = parse(read.text)
      if (whole === undefined) faults.push(`${name} holds no JSON.`)
    } else if (json !== undefined) faults.push(`\${json:${name}} has to be the whole value.`)
    return read.text
  })
  return { json: whole ?? filled, faults, used }
}

function readVariable(name: string, env: Env): { text: string; fault?: string } {
  if (!NAME.test(name)) return { text: '', fault: `\${${name}} is not the name of a variable; $\${ stands for \${.` }
  if (name.startsWith('FLOW_'))
    return { text: '', fault: `${name} is a variable of this program and goes nowhere else.` }
  const text = env[name]
  return text === undefined ? { text: '', fault: `The variable ${name} is not set.` } : { text }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

function mapValues(object: JsonObject, map: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]))
}
