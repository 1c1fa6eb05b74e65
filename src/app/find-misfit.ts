import { Ajv, type ValidateFunction } from 'ajv'
import type { Json, JsonObject } from '#shared/json.ts'

const checks = new WeakMap<JsonObject, ValidateFunction | 'unusable'>()

/** The first place where a handle breaks the output schema. A schema that cannot be used checks nothing. */
export function findMisfit(output: JsonObject | null, handle: Json): string | undefined {
  if (!output) return undefined
  const check = checks.get(output) ?? compileOutput(output)
  checks.set(output, check)
  if (check === 'unusable' || check({ handle })) return undefined
  const error = check.errors?.[0]
  const missing = error?.params['missingProperty']
  return `${error?.instancePath ?? ''}${typeof missing === 'string' ? `/${missing}` : ''}` || '/handle'
}

function compileOutput(output: JsonObject): ValidateFunction | 'unusable' {
  try {
    return new Ajv({ strict: false, logger: false, validateFormats: false, addUsedSchema: false }).compile(output)
  } catch {
    return 'unusable'
  }
}
