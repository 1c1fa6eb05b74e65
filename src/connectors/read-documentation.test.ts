import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { readDocumentation } from './read-documentation.ts'

const locate = () => ({ line: 1, column: 1 })
const read = (document: JsonObject) => readDocumentation(document, locate)

describe('what a config says of the pages it follows', () => {
  it('is nothing where the key is absent or null', () => {
    expect(read({})).toEqual({ documentation: null, warnings: [] })
    expect(read({ documentation: null })).toEqual({ documentation: null, warnings: [] })
  })

  it('is its pages, the day they were read, and the fields they do not show', () => {
    const documentation = { pages: ['https://example.com/a'], read: '2026-11-22', unverified: ['oauth2_token_url'] }
    expect(read({ documentation })).toEqual({ documentation, warnings: [] })
  })

  it('counts as not read without a day', () => {
    expect(read({ documentation: {} }).documentation).toEqual({ pages: [], read: null, unverified: [] })
  })

  it.each([
    ['no object', 'soon', []],
    ['an address that opens a program', { pages: ['javascript:alert(1)'] }, ['pages']],
    ['an address without encryption', { pages: ['http://example.com'] }, ['pages']],
    ['a list that is none', { unverified: 'oauth2_token_url' }, ['unverified']],
    ['a day that is none', { read: 'yesterday' }, ['read']],
  ])('is told where it is %s, and not used', (_, documentation, keys) => {
    const result = read({ documentation })
    expect(result.documentation).toEqual({ pages: [], read: null, unverified: [] })
    expect(result.warnings.map(warning => warning.code)).toEqual(['type-mismatch'])
    for (const key of keys) expect(result.warnings[0]?.message).toContain(`"${key}"`)
  })
})
