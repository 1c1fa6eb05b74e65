import type { RJSFSchema, ValidatorType } from '@rjsf/utils'
import { createPrecompiledValidator } from '@rjsf/validator-ajv8'
import { matches } from '#schema/matches.ts'
import type { FormBundle } from '#shared/contract/forms.ts'
import type { Json } from '#shared/json.ts'
import { importModule } from './import-module.ts'
import { validatorRuntime } from './validator-runtime.ts'

/** A schema and the functions that were compiled from exactly it: RJSF throws when the two differ. */
export interface Judge {
  readonly hash: string
  readonly schema: RJSFSchema
  readonly validator: ValidatorType
}

const ADDRESS = /^\/validators\/[0-9a-f]{64}\.js$/

/** One a hash: making one is slow, and RJSF starts over when it gets another. */
const judges = new Map<string, Promise<Judge>>()
/** Those of them that have come: a form that is drawn again need not wait for a moment. */
const ready = new Map<string, Judge>()

/** The validator of a form, when it was loaded before. */
export function readyJudge(hash: string | undefined): Judge | undefined {
  return hash === undefined ? undefined : ready.get(hash)
}

/** Has this one ready for as long as `work` runs, where none can be fetched. */
export function withJudge<T>(judge: Judge, work: () => T): T {
  ready.set(judge.hash, judge)
  try {
    return work()
  } finally {
    ready.delete(judge.hash)
  }
}

/**
 * Loads the validator of a form. Rejects when it cannot be fetched, or does not fit the schema; the next call then
 * tries again.
 * @throws TypeError for an address that is not one of this server's validators
 */
export function loadValidator({ url, hash }: NonNullable<FormBundle['validator']>, schema: object): Promise<Judge> {
  if (!ADDRESS.test(url)) throw new TypeError('not the address of a validator')
  const known = judges.get(hash)
  if (known) return known
  const judge = importModule(url).then(module => makeJudge(hash, module, schema as RJSFSchema))
  judges.set(hash, judge)
  judge.then(
    one => ready.set(hash, one),
    () => judges.delete(hash),
  )
  return judge
}

function makeJudge(hash: string, module: unknown, schema: RJSFSchema): Judge {
  const { default: factory } = module as { default: (require: typeof validatorRuntime) => Functions }
  const validator = createPrecompiledValidator(factory(validatorRuntime), deepFreeze(schema), undefined, 'all')
  return { hash, schema, validator: { ...bound(validator), isValid: orByMeaning(validator.isValid.bind(validator)) } }
}

function bound(validator: ValidatorType): Omit<ValidatorType, 'isValid'> {
  return {
    validateFormData: validator.validateFormData.bind(validator),
    rawValidation: validator.rawValidation.bind(validator),
  }
}

/**
 * RJSF also asks for parts that were not compiled: the branches of a union inside a branch, when the value of another
 * branch lies there. Compiled ahead they would make modules many times as large, so they are judged by meaning.
 */
function orByMeaning(isValid: ValidatorType['isValid']): ValidatorType['isValid'] {
  return (part, data, root) => {
    try {
      return isValid(part, data, root)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('No precompiled validator function'))) throw error
      return matches(part as Json, data as Json | undefined)
    }
  }
}

type Functions = Parameters<typeof createPrecompiledValidator>[0]

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}
