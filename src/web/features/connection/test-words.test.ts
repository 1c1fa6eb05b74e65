import { describe, expect, it } from 'vitest'
import { pointerOf, withoutPrefix } from './test-words.ts'

describe('the words of a test', () => {
  it('takes off the sentence that stands in the heading', () => {
    expect(withoutPrefix('Connection could not be validated: It answered 401.')).toBe('It answered 401.')
    expect(withoutPrefix('It answered 401.')).toBe('It answered 401.')
  })

  it('takes a field by its name and by a pointer', () => {
    expect(pointerOf('pass/word')).toBe('/pass~1word')
    expect(pointerOf('/a/b')).toBe('/a/b')
  })
})
