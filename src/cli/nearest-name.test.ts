import { describe, expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

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
