import type { ErrorCode } from './catalogue.ts'

/** How a run of connector code can fail other than by a fault of the server: each has words of its own at the form. */
export const RUN_FAILURES = [
  'validation_failed',
  'connector_failed',
  'connector_bad_answer',
  'connector_broken',
  'connector_crashed',
  'connector_timeout',
  'connector_memory_limit',
  'connector_cpu_limit',
  'connector_output_limit',
  'service_unreachable',
  'service_timeout',
  'address_not_allowed',
] as const satisfies readonly ErrorCode[]

export type RunFailureCode = (typeof RUN_FAILURES)[number]

export function isRunFailure(code: ErrorCode): code is RunFailureCode {
  return RUN_FAILURES.some(one => one === code)
}
