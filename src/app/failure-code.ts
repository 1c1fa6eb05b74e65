import type { FailureCause, FailureOutcome, RunFailure } from '#runner/types.ts'
import type { RunFailureCode } from '#shared/errors/run-failures.ts'

/** What says nothing about the values that were typed. */
const OF_OUTCOME: Partial<Record<FailureOutcome, RunFailureCode>> = {
  'not-loaded': 'connector_broken',
  timeout: 'connector_timeout',
  crashed: 'connector_crashed',
  exited: 'connector_crashed',
  memory: 'connector_memory_limit',
  cpu: 'connector_cpu_limit',
  flooded: 'connector_output_limit',
  'bad-answer': 'connector_bad_answer',
}

/** A service that answered with a status has said something about the values. */
const OF_CAUSE: Partial<Record<FailureCause, RunFailureCode>> = {
  'not-allowed': 'address_not_allowed',
  'timed-out': 'service_timeout',
  'unknown-host': 'service_unreachable',
  refused: 'service_unreachable',
  certificate: 'service_unreachable',
  handshake: 'service_unreachable',
  'http-5xx': 'service_unreachable',
}

/**
 * The code of a run that did not succeed, so that nothing but the connector's own "no" is taken for a wrong password:
 * `validation_failed` for that of `validate`, `connector_failed` for that of `connect`.
 */
export function failureCode({ outcome, network }: RunFailure, operation: 'connect' | 'validate'): RunFailureCode {
  const byNetwork = network && OF_CAUSE[network.cause]
  const own = operation === 'connect' ? 'connector_failed' : 'validation_failed'
  return byNetwork ?? OF_OUTCOME[outcome] ?? own
}

/** What somebody is told who has not written the connector: why code does not load helps its author alone. */
export function failureWords({ outcome, message }: RunFailure): string {
  return outcome === 'not-loaded' ? NOT_LOADED : message
}

export const NOT_LOADED = 'Its code cannot be loaded. Tell the person who installed this connector.'
