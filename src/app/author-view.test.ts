import { expect, it } from 'vitest'
import type { RunFailure } from '#runner/types.ts'
import { brokenFor, runFor } from './author-view.ts'

const log = { level: 'info', logger: 'depot', text: 'asked for 3 bins' } as const
const failed: RunFailure = {
  ok: false,
  outcome: 'not-loaded',
  message: 'index.js:3: Unexpected token',
  stack: ['at index.js:3'],
  logs: [log],
  milliseconds: 4,
}
const place = { file: 'depot/index.js', service: 'depot', name: 'depot-basic', line: 1, column: 1 }
const broken = { ...place, code: 'not-loaded', message: 'index.js:3: Unexpected token', stack: ['at index.js:3'] }

it('shows log lines and stacks to whoever loads connectors', () => {
  expect(runFor({ admin: true }, failed)).toBe(failed)
  expect(brokenFor({ admin: true }, broken)).toBe(broken)
})

it('shows others a plain sentence, and no line of the log', () => {
  for (const seen of [runFor({}, failed), brokenFor({}, broken)]) {
    expect(JSON.stringify(seen)).not.toMatch(/index\.js:3|asked for/)
    expect(seen).toMatchObject({ message: expect.stringMatching(/^Its code cannot be loaded\./) })
  }
  expect(runFor({}, { ok: true, logs: [log], milliseconds: 1 })).toMatchObject({ ok: true, logs: [] })
  expect(brokenFor({}, { ...broken, code: 'no-title' })).toMatchObject({ message: broken.message })
})
