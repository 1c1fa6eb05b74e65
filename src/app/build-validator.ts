import { hashForSchema, schemaParser } from '@rjsf/utils'
import { compileSchemaValidatorsCode } from '@rjsf/validator-ajv8/compileSchemaValidators'
import type { Ajv } from 'ajv'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { AJV_OPTIONS } from './ajv-options.ts'

/** Above this a module is refused (forms.md §10.4). */
const MAX_MODULE_BYTES = 1_048_576

/**
 * The text of an ES module whose default export is a factory: it is given `require` for Ajv's two run-time
 * functions and returns the precompiled validators, so that one text runs in the page, the server and tests
 * (forms.md §10.1). Takes 6 ms to 120 ms. Throws when the schema cannot be compiled or the module gets too large.
 */
export function buildValidator(schema: JsonObject): string {
  const code = compileSchemaValidatorsCode(structuredClone(schema), {
    ajvFormatOptions: false,
    ajvOptionsOverrides: { ...AJV_OPTIONS, code: { lines: false } },
    extenderFn: ajv => addConditions(ajv, schema),
  })
  const text = `export default function (require) { const exports = {}; ${code}; return exports }\n`
  if (Buffer.byteLength(text) > MAX_MODULE_BYTES) throw new RangeError('the validator module is larger than 1 MB')
  return text
}

/**
 * RJSF collects conditions only where its own parser looks, and not inside the branches of unions. A condition
 * it missed makes the page throw at the first keystroke, so every `if` of the schema gets its own validator.
 */
function addConditions<T extends Pick<Ajv, 'addSchema'>>(ajv: T, schema: JsonObject): T {
  const known = new Set(Object.keys(schemaParser(structuredClone(schema))))
  for (const condition of collectConditions(schema)) {
    const id = hashForSchema(condition)
    if (known.has(id)) continue
    known.add(id)
    ajv.addSchema({ ...condition, $id: id }, id)
  }
  return ajv
}

function collectConditions(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(collectConditions)
  if (!isObject(value)) return []
  const own = isObject(value['if']) ? [value['if']] : []
  return [...own, ...Object.values(value).flatMap(collectConditions)]
}
