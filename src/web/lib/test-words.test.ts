import { expect, it } from 'vitest'
import { withoutPrefix } from './test-words.ts'

it('takes off the sentence that stands beside the message already', () => {
  expect(withoutPrefix('Connection could not be validated: It answered 401.')).toBe('It answered 401.')
  expect(withoutPrefix('It answered 401.')).toBe('It answered 401.')
})
