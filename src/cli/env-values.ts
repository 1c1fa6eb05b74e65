import type { CompiledForm } from '#schema/types.ts'
import { withValueAt } from '#schema/value-places.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { TEST_PREFIX } from '#shared/test-variable.ts'
import { nearestName } from './nearest-name.ts'

interface Field {
  path: string[]
  schema: JsonObject
}

/**
 * `values` with what `FLOW_TEST_<FIELD>` variables hold: `FLOW_TEST_CLIENT_SECRET` fills `clientSecret`,
 * `FLOW_TEST_PROXY_HOST` fills `host` in `proxy`. Numbers, truth values and JSON are read as what the field wants.
 * Names variables that fit no field. Throws `wrong_use` for one that fits two.
 */
export function withEnvValues(
  { schema }: Pick<CompiledForm, 'schema'>,
  values: JsonObject,
  env: Record<string, string | undefined>,
): { values: JsonObject; unknown: string[] } {
  const given = Object.entries(env).filter(([name, text]) => name.startsWith(TEST_PREFIX) && text !== undefined)
  const fields = fieldsOf(schema, [])
  const unknown: string[] = []
  const found: { field: Field; text: string }[] = []
  for (const [name, text = ''] of given.toSorted()) {
    const wanted = lettersOf(name.slice(TEST_PREFIX.length))
    const fitting = fields.filter(({ path }) => lettersOf(path.join('')) === wanted)
    const pointers = [...new Set(fitting.map(({ path }) => toPointer(path)))]
    const [field] = fitting
    if (!field) unknown.push(name)
    else if (pointers.length === 1) found.push({ field, text })
    else {
      const detail = `${name} fits ${pointers.join(' and ')}. Give these values with --input.`
      throw new AppError('wrong_use', { detail })
    }
  }
  // A whole group comes before what is in it.
  const inOrder = found.toSorted((a, b) => a.field.path.length - b.field.path.length)
  const filled = inOrder.reduce<Json>(
    (held, { field, text }) => withValueAt(held, field.path, read(field.schema, text)),
    values,
  )
  return { values: filled as JsonObject, unknown }
}

/** Names that fit no field of the form, each with the field that was most likely meant. Others are nobody's mistake. */
export function misspelt(
  { schema }: Pick<CompiledForm, 'schema'>,
  values: JsonObject,
): { name: string; meant: string }[] {
  const known = new Set(fieldsOf(schema, []).flatMap(({ path: [first] }) => first ?? []))
  return Object.keys(values).flatMap(name => {
    const meant = known.has(name) ? undefined : nearestName(name, known)
    return meant === undefined ? [] : { name, meant }
  })
}

/** Every field in any branch and condition; fields inside list entries have no name of their own. */
function fieldsOf(schema: JsonObject, way: string[]): Field[] {
  const declared = own(schema, 'properties')
  const here = Object.entries(isObject(declared) ? declared : {}).flatMap(([name, part]): Field[] => {
    if (!isObject(part)) return []
    const path = [...way, name]
    return [{ path, schema: part }, ...fieldsOf(part, path)]
  })
  const parts = ['oneOf', 'allOf', 'then', 'else'].flatMap(key => {
    const value = own(schema, key)
    return (Array.isArray(value) ? value : [value]).filter(isObject)
  })
  return [...here, ...parts.flatMap(part => fieldsOf(part, way))]
}

/** Capitals, underscores and other signs tell no names apart here: variables have few of them. */
function lettersOf(name: string): string {
  return name.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** A text that is nothing of the kind stays a text, so that the judge names the field. */
function read(schema: JsonObject, text: string): Json {
  switch (schema['type']) {
    case 'boolean':
      return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text
    case 'number':
    case 'integer':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
    case 'object':
    case 'array':
      return parse(text)
    default:
      return text
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
