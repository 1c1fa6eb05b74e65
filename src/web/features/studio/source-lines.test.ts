import { describe, expect, it } from 'vitest'
import { describeSource, paintLines } from './source-lines.ts'

const joined = (lines: ReturnType<typeof paintLines>) => lines.map(line => line.map(token => token.text).join(''))

describe('describeSource', () => {
  it('counts lines and the columns of the longest', () => {
    expect(describeSource('{\n\t"a": 1\n}')).toMatchObject({ count: 3, columns: 8, isLong: false, isEndless: false })
    expect(describeSource('')).toMatchObject({ count: 1, columns: 0 })
    expect(describeSource('"漢字"\n')).toMatchObject({ count: 2, columns: 6 })
  })

  it('knows a long text, and one with an endless line', () => {
    expect(describeSource('\n'.repeat(1000))).toMatchObject({ isLong: true, isEndless: false })
    expect(describeSource(`{ "a": "${'x'.repeat(6000)}" }`)).toMatchObject({ count: 1, isEndless: true })
  })
})

describe('paintLines', () => {
  const source = Array.from({ length: 1000 }, (_, i) => `"k${i}": ${i},`).join('\n')

  it.each([
    [0, 3],
    [500, 503],
    [997, 1000],
    [0, 1000],
  ])('gives the lines from %i to %i whole', (from, to) => {
    expect(joined(paintLines(source, from, to))).toEqual(source.split('\n').slice(from, to))
  })

  it('knows a comment that begins above', () => {
    const text = `{\n/*\n${'"a": 1,\n'.repeat(50)}*/\n"b": 2\n}`
    expect(paintLines(text, 30, 31)[0]?.[0]?.kind).toBe('comment')
    expect(paintLines(text, 53, 54)[0]?.[0]?.kind).toBe('key')
  })
})
