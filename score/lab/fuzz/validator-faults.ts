import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { hashForSchema } from '@rjsf/utils'
import { buildValidator } from '#app/build-validator.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'

const require = createRequire(import.meta.url)
const RUNTIME = new Set(['ajv/dist/runtime/ucs2length', 'ajv/dist/runtime/equal'])

interface Built {
  faults: string[]
  /** Of the module, gzip. */
  bytes: number
}

/** Builds the validator of an emitted schema and asks it for every condition, as a form would. */
export function validatorFaults(schema: JsonObject): Built {
  const text = buildValidator(schema)
  const validators = load(text)
  const parts = [schema, ...conditionsIn(schema)]
  const missing = parts.filter(part => validators[hashForSchema(part)]?.({}) === undefined)
  const faults = missing.length > 0 ? [`${missing.length} of ${parts.length} parts have no validator`] : []
  return { faults, bytes: gzipSync(text).length }
}

function load(text: string): Record<string, (value: Json) => boolean> {
  const factory = new Function(`return ${text.replace('export default', '')}`)()
  return factory((name: string) => {
    if (!RUNTIME.has(name)) throw new Error(`the module asks for ${name}`)
    return require(name)
  })
}

function conditionsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(conditionsIn)
  if (!isObject(value)) return []
  const own = isObject(value['if']) ? [value['if']] : []
  return [...own, ...Object.values(value).flatMap(conditionsIn)]
}
