import { describe, expect, it } from 'vitest'
import { judgeRun } from './judge-end.ts'
import type { ChildEnd } from './start-child.ts'
import type { RunRequest } from './types.ts'

const secret = '€§'.repeat(20)
const request: RunRequest = {
  root: '/connectors/depot',
  folder: '/connectors/depot/auth',
  operation: 'validate',
  input: {},
  options: { name: 'depot-basic', version: 'v1', service: 'depot', reason: 'test', locale: 'en' },
  timeoutMs: 1000,
  secrets: [secret],
}

describe('output that was cut at its limit', () => {
  it.each([
    ['URL-encoded', encodeURIComponent(secret)],
    ['base64', Buffer.from(secret).toString('base64')],
  ])('shows no part of a secret whose %s form stands at the cut', (_, form) => {
    const stdout = { text: `${'words of the connector '.repeat(20)}${form.slice(0, -1)}`, cut: true }
    const end: ChildEnd = {
      result: { ok: true },
      logs: [],
      flooded: false,
      stdout,
      stderr: { text: '', cut: false },
      code: 0,
      signal: null,
      timedOut: false,
      tooLarge: false,
      spawnError: null,
      refusedTarget: undefined,
      milliseconds: 1,
    }
    const said = JSON.stringify(judgeRun(request, end).logs)
    expect(said).toContain('words of the connector')
    expect(said).not.toContain(form.slice(0, 8))
  })
})
