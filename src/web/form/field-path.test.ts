import { describe, expect, it } from 'vitest'
import { domId, partId } from './field-path.ts'

describe('the id of a field', () => {
  it('is another one for every path', () => {
    const paths = [['a_b'], ['a', 'b'], ['a/b'], ['a~1b'], ['a b'], ['a~x20b'], ['a', 0], ['a', '0', ''], []]
    expect(new Set(paths.map(domId)).size).toBe(paths.length)
  })

  it('has no blank, since ids are listed with blanks', () => {
    expect(domId(['e f', 'tab\t', 'wide\u2003'])).not.toMatch(/\s/)
  })

  it('cannot be that of a part of another field', () => {
    expect(domId(['host~note'])).not.toBe(partId(domId(['host']), 'note'))
  })
})
