import { expect, it } from 'vitest'
import { pointerOf } from './field-pointer.ts'

it('takes a field by its name and by a pointer', () => {
  expect(pointerOf('pass/word')).toBe('/pass~1word')
  expect(pointerOf('/a/b')).toBe('/a/b')
})
