import { AppError } from '#shared/errors/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { AppContext } from './context.ts'
import { findMisfit } from './find-misfit.ts'
import { type ConnectorCall, fieldsOf, nextOf, runConnector } from './run-connector.ts'

/**
 * Asks the connector whether the values are good. Gives false when it has no check. Throws `validation_failed` with
 * the connector's own words.
 */
export async function requireValid(context: AppContext, call: ConnectorCall): Promise<boolean> {
  const exported = await context.catalogue.inspect(call.found)
  if (!exported.connect) {
    throw new AppError('connector_unavailable', {
      detail: `The code of ${call.found.artifact.name} has no function connect, so nothing can be made with it.`,
    })
  }
  if (!exported.validate) return false
  const result = await runConnector(context, 'validate', call)
  if (result.ok) return true
  if (result.outcome === 'no-validate') return false
  throw new AppError('validation_failed', {
    detail: `Connection could not be validated: ${result.message}`,
    fields: fieldsOf(result, 'validation_failed'),
    meta: { outcome: result.outcome },
    ...nextOf(result),
  })
}

/** What `connect` makes of the values, checked against the file's output schema. Throws `connector_failed`. */
export async function makeHandle(context: AppContext, call: ConnectorCall): Promise<Json> {
  const result = await runConnector(context, 'connect', call)
  if (!result.ok) {
    throw new AppError('connector_failed', {
      detail: `The connector could not make the connection: ${result.message}`,
      fields: fieldsOf(result, 'connector_failed'),
      meta: { outcome: result.outcome },
      ...nextOf(result),
    })
  }
  const handle = result.handle ?? null
  const at = findMisfit(call.found.artifact.output, handle)
  if (at !== undefined) {
    throw new AppError('connector_failed', {
      detail: `The connector made something its own output schema does not allow, at ${at}. Tell its author.`,
    })
  }
  return handle
}
