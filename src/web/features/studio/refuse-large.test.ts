import { expect, it } from 'vitest'
import { refuseLarge } from './refuse-large.ts'

it('names the place from which a text is too large', () => {
  const line = `${'x'.repeat(1023)}\n`
  expect(refuseLarge(line.repeat(256))).toBeUndefined()
  expect(refuseLarge(`${line.repeat(256)}abc`)?.problems).toMatchObject([
    { line: 257, column: 1, code: 'too-large', severity: 'error', message: expect.stringContaining('0.3 MB') },
  ])
})

it('counts bytes, not characters', () => {
  expect(refuseLarge('ü'.repeat(131_072))).toBeUndefined()
  expect(refuseLarge('ü'.repeat(131_073))).toBeDefined()
})
