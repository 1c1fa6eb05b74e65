import { describe, expect, it } from 'vitest'
import type { FailureCause, FailureOutcome, RunFailure } from '#runner/types.ts'
import { failureCode, failureWords } from './failure-code.ts'

const failure = (outcome: FailureOutcome, cause?: FailureCause): RunFailure => ({
  ok: false,
  outcome,
  message: 'its own words',
  logs: [],
  milliseconds: 1,
  ...(cause ? { network: { cause, host: '', status: 0, worded: true } } : {}),
})

describe('the code of a failed run', () => {
  it.each<[FailureOutcome, FailureCause | undefined, string]>([
    ['refused', undefined, 'validation_failed'],
    ['threw', undefined, 'validation_failed'],
    ['refused', 'http-401', 'validation_failed'],
    ['refused', 'http-404', 'validation_failed'],
    ['not-loaded', undefined, 'connector_broken'],
    ['crashed', undefined, 'connector_crashed'],
    ['exited', undefined, 'connector_crashed'],
    ['memory', undefined, 'connector_memory_limit'],
    ['cpu', undefined, 'connector_cpu_limit'],
    ['flooded', undefined, 'connector_output_limit'],
    ['timeout', undefined, 'connector_timeout'],
    ['timeout', 'timed-out', 'service_timeout'],
    ['threw', 'timed-out', 'service_timeout'],
    ['threw', 'refused', 'service_unreachable'],
    ['refused', 'certificate', 'service_unreachable'],
    ['refused', 'http-5xx', 'service_unreachable'],
    ['threw', 'not-allowed', 'address_not_allowed'],
  ])('of %s, %s is its own', (outcome, cause, code) => {
    expect(failureCode(failure(outcome, cause), 'validate')).toBe(code)
  })

  it('is that of connect where the connector itself failed there', () => {
    expect(failureCode(failure('threw'), 'connect')).toBe('connector_failed')
    expect(failureCode(failure('bad-answer'), 'connect')).toBe('connector_bad_answer')
    expect(failureCode(failure('memory'), 'connect')).toBe('connector_memory_limit')
  })
})

it('tells why code does not load to nobody but its author', () => {
  expect(failureWords(failure('not-loaded'))).not.toContain('its own words')
  expect(failureWords(failure('threw'))).toBe('its own words')
})
