import { describe, expect, it } from 'vitest'
import { AppError } from './app-error.ts'
import { decodeProblem, encodeProblem } from './problem.ts'

describe('problem documents', () => {
  it('survive a round trip', () => {
    const error = new AppError('validation_failed', {
      detail: 'Connection could not be validated: no.',
      fields: [{ pointer: '/url', code: 'refused', detail: 'Check it.' }],
      retryAfter: 3,
      next: { reconnect: 'log_x' },
    })
    const back = decodeProblem(JSON.parse(JSON.stringify(encodeProblem(error, 'r1'))))
    expect(back).toMatchObject({
      code: error.code,
      detail: error.detail,
      fields: error.fields,
      retryAfter: 3,
      next: error.next,
    })
  })

  it('carry no word of an unknown error', () => {
    const text = JSON.stringify(encodeProblem(new Error('password is hunter2'), 'r2'))
    expect(text).not.toContain('hunter2')
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', status: 500, instance: 'r2', retryable: true })
  })

  it('of others are read as internal', () => {
    expect(decodeProblem('<html>').code).toBe('internal')
    expect(decodeProblem({ code: 'toString' }).code).toBe('internal')
  })
})
