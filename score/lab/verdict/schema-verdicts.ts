import { Validator } from '@cfworker/json-schema'
import { hashForSchema } from '@rjsf/utils'
import { Ajv } from 'ajv'
import { AJV_OPTIONS } from '#app/ajv-options.ts'
import { buildValidator } from '#app/build-validator.ts'
import { matches } from '#schema/matches.ts'
import type { Json, JsonObject } from '#shared/json.ts'
import { validatorRuntime } from '#web/form/validator-runtime.ts'

/** Says whether a value fits one schema. */
export type Verdict = (value: Json) => boolean

type Functions = Record<string, Verdict | undefined>

/** Ajv as the server runs it. */
export function liveVerdict(schema: JsonObject): Verdict {
  const validate = new Ajv(AJV_OPTIONS).compile(structuredClone(schema))
  return value => validate(value)
}

/** The functions of the module that the page loads, on the page's own run time. */
async function moduleFunctions(schema: JsonObject): Promise<Functions> {
  const text = buildValidator(schema)
  const { default: factory } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)
  return factory(validatorRuntime)
}

export async function moduleVerdict(schema: JsonObject): Promise<Verdict> {
  const validate = (await moduleFunctions(schema))[hashForSchema(schema)]
  if (!validate) throw new TypeError('the module has no function for its own schema')
  return value => validate(value)
}

/** Our own reading of schemas, which judges conditions and untouched groups. */
export function ownVerdict(schema: JsonObject): Verdict {
  return value => matches(schema, value)
}

/** An interpreter by other people, which shares no code with Ajv. */
export function foreignVerdict(schema: JsonObject): Verdict {
  const validator = new Validator(structuredClone(schema), '7')
  return value => validator.validate(value).valid
}
