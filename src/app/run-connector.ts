import type { FailureOutcome, RunFailure, RunRequest, RunResult } from '#runner/types.ts'
import { findField } from '#schema/find-field.ts'
import { handedValues } from '#schema/handed-values.ts'
import { secretValues } from '#schema/secret-values.ts'
import type { CompiledForm } from '#schema/types.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import { type JsonObject, own } from '#shared/json.ts'
import type { FoundConnection } from './catalogue.ts'
import type { AppContext } from './context.ts'
import { placeFault } from './place-fault.ts'

export interface ConnectorCall {
  found: FoundConnection
  form: CompiledForm
  /** Judged values. */
  values: JsonObject
  reason: RunRequest['options']['reason']
  locale: string
}

/** What running code needs of the program. */
export type RunContext = Pick<AppContext, 'runner'> & {
  config: Pick<AppContext['config'], 'validateTimeoutMs'>
  /** Absent at the command line, where nothing is on record. */
  log?: AppContext['log']
}

/** Endings that we brought about, or that only hostile or broken code comes to. */
const ENDED: readonly FailureOutcome[] = ['timeout', 'memory', 'cpu', 'flooded', 'crashed']

/** Runs `connect` or `validate` of a type on judged values, in a process of its own. A failed request finds its field. */
export async function runConnector(
  context: RunContext,
  operation: RunRequest['operation'],
  { found, form, values, reason, locale }: ConnectorCall,
): Promise<RunResult> {
  const { connector, artifact } = found
  const heritageDefaults = own(artifact.document, 'heritageDefaults') !== false
  const timeoutMs = context.config.validateTimeoutMs
  const result = await context.runner.run({
    root: connector.root,
    folder: artifact.folder,
    operation,
    input: handedValues(form, values, { heritageDefaults }),
    options: { name: artifact.name, version: artifact.version, service: connector.service, reason, locale },
    timeoutMs,
    secrets: secretValues(form, values),
  })
  if (result.ok) return result
  noteEnding(context, found, result)
  const named = result.field === undefined ? result : { ...result, field: findField(form, values, result.field) }
  return placeFault(named, { form, values, timeoutMs })
}

/** On record: code that had to be ended, and an address that it was not let through to. */
function noteEnding({ log, runner }: RunContext, { connector, artifact }: FoundConnection, failure: RunFailure): void {
  const { service } = connector
  const place = { service, type: artifact.name, version: artifact.version, level: runner.level }
  if (ENDED.includes(failure.outcome)) log?.info('connector-ended', { ...place, outcome: failure.outcome })
  if (failure.network?.cause !== 'not-allowed') return
  const { allow, host } = failure.network
  log?.info('connector-refused', { ...place, host: allow ?? host, outcome: 'refused' })
}

/** What a failed run says about a field; with a hint but no field, about the whole form. */
export function fieldsOf(failure: RunFailure, code: string): FieldProblem[] {
  if (failure.field === undefined && failure.hint === undefined) return []
  const hint = failure.hint === undefined ? {} : { hint: failure.hint }
  return [{ pointer: failure.field ?? '', code, detail: failure.message, ...hint }]
}

/** What the page may offer as the next step. */
export function nextOf({ network }: RunFailure): { next?: { allow: string } } {
  return network?.allow === undefined ? {} : { next: { allow: network.allow } }
}
