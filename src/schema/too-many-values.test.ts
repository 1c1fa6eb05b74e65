import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { tooManyValues } from './too-many-values.ts'

const list = (count: number, item: Json = 0): Json => Array.from({ length: count }, () => item)
const map = (count: number): Json => Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, i]))

describe('values that are too many to judge', () => {
  it.each([
    ['a list', { 'a/b': { rows: list(1_001) } }, '/a~1b/rows', 'maxItems', 1_000],
    ['a map', { rows: [{ map: map(1_001) }] }, '/rows/0/map', 'maxProperties', 1_000],
    ['all together', { rows: list(1_000, list(20)) }, '', 'maxProperties', 20_000],
  ])('are %s', (_what, values, instancePath, keyword, limit) => {
    expect(tooManyValues(values)).toEqual([{ instancePath, schemaPath: '#', keyword, params: { limit } }])
  })

  it('are not as many as a form can have', () => {
    expect(tooManyValues({ rows: list(1_000, list(18)), map: map(900) })).toEqual([])
  })
})
