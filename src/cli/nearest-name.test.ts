import { describe, expect, it } from 'vitest'
import { nearestName, nearestNames } from './nearest-name.ts'

const KNOWN = ['google_gmail', 'google_drive', 'onedrive', 'trello']

describe('the nearest name', () => {
  it.each([
    ['google_gmial', 'google_gmail'],
    ['OneDrive', 'onedrive'],
    ['trelo', 'trello'],
  ])('of %s is %s', (typed, name) => {
    expect(nearestName(typed, KNOWN)).toBe(name)
  })

  it.each(['jira', '', 'x'])('of "%s" is none', typed => {
    expect(nearestName(typed, KNOWN)).toBeUndefined()
  })
})

it('names up to three that are meant perhaps: near in their letters first, then those that hold the word', () => {
  expect(nearestNames('gogle', ['google', 'goggle', 'github', 'microsoft'])).toEqual(['goggle', 'google'])
  expect(nearestNames('adobe sign', ['adobe', 'echosign'])).toEqual(['adobe'])
  expect(nearestNames('zzzz', ['google', 'box'])).toEqual([])
  expect(nearestNames('bo', ['box', 'bob', 'bot', 'boa'])).toHaveLength(3)
})
