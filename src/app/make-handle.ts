import type { RunFailure } from '#runner/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { AppContext } from './context.ts'
import { failureCode, failureWords, NOT_LOADED } from './failure-code.ts'
import { findMisfit } from './find-misfit.ts'
import { type ConnectorCall, fieldsOf, nextOf, runConnector } from './run-connector.ts'

const SAID = {
  validate: (words: string) => `Connection could not be validated: ${words}`,
  connect: (words: string) => `The connector could not make the connection: ${words}`,
}

/** Each way to fail has its own code; what stands before its sentence says what was tried. */
function failureOf(result: RunFailure, operation: 'connect' | 'validate'): AppError {
  const code = failureCode(result, operation)
  return new AppError(code, {
    detail: SAID[operation](failureWords(result)),
    fields: fieldsOf(result, code),
    meta: { outcome: result.outcome },
    ...nextOf(result),
  })
}

/**
 * Asks the connector whether the values are good. Gives false when it has no check. Throws `validation_failed` with
 * the connector's own words, or what else its run came to.
 */
export async function requireValid(context: AppContext, call: ConnectorCall): Promise<boolean> {
  const exported = await context.catalogue.inspect(call.found)
  if (exported.error !== undefined) {
    throw new AppError('connector_broken', { detail: SAID.validate(NOT_LOADED) })
  }
  if (!exported.connect) {
    throw new AppError('connector_unavailable', {
      detail: `The code of ${call.found.artifact.name} has no function connect, so nothing can be made with it.`,
    })
  }
  if (!exported.validate) return false
  const result = await runConnector(context, 'validate', call)
  if (result.ok) return true
  if (result.outcome === 'no-validate') return false
  throw failureOf(result, 'validate')
}

/** What `connect` makes of the values, checked against the file's output schema. Throws `connector_bad_answer`. */
export async function makeHandle(context: AppContext, call: ConnectorCall): Promise<Json> {
  const result = await runConnector(context, 'connect', call)
  if (!result.ok) throw failureOf(result, 'connect')
  const handle = result.handle ?? null
  const at = findMisfit(call.found.artifact.output, handle)
  if (at !== undefined) {
    throw new AppError('connector_bad_answer', {
      detail: `The connector made something its own output schema does not allow, at ${at}. Tell its author.`,
    })
  }
  return handle
}
