import { describe, expect, it } from 'vitest'
import { shownDate, storedDate, suitsPicker } from './widgets/date-text.ts'

describe('a date and time', () => {
  it('stays as typed when it names no instant', () => {
    expect(storedDate('2026-11-21', { inputType: 'date' })).toBe('2026-11-21')
    expect(shownDate('2026-11-21T10:00', {})).toBe('2026-11-21T10:00')
    expect(storedDate('', { utc: true })).toBeUndefined()
  })

  it('comes back as it was typed, as an instant in UTC or in seconds', () => {
    const typed = '2026-07-01T10:20:30'
    for (const options of [{ utc: true }, { epoch: true }]) {
      const stored = storedDate(typed, options)
      expect(shownDate(stored, options)).toBe(typed)
    }
    expect(storedDate(typed, { utc: true })).toMatch(/Z$/)
    expect(storedDate(typed, { epoch: true })).toBe(Math.floor(new Date(typed).getTime() / 1000))
  })

  it('shows nothing for what is no date', () => {
    expect(shownDate('soon', { utc: true })).toBe('')
    expect(shownDate(undefined, { epoch: true })).toBe('')
  })

  it.each([
    ['^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$', /^[\dT:-]{19}Z$/],
    ['^[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z$', /\.000Z$/],
    ['^[0-9]{4}-[0-9]{2}-[0-9]{2}$', /^[\d-]{10}$/],
    ['^[0-9-]{10} [0-9:]{8}$', /^[\d-]{10} [\d:]{8}$/],
  ])('is stored in the spelling that the pattern %s takes', (pattern, spelling) => {
    const stored = storedDate('2026-07-01T10:20:30', { utc: true }, pattern)
    expect(stored).toMatch(new RegExp(pattern))
    expect(stored).toMatch(spelling)
  })

  it('is picked only where a pick can be stored, and nothing is hidden by it', () => {
    expect(suitsPicker(undefined, { utc: true })).toBe(true)
    expect(suitsPicker('2026-07-01T10:20:30Z', { utc: true })).toBe(true)
    expect(suitsPicker('now', { utc: true })).toBe(false)
    expect(suitsPicker(undefined, { utc: true }, '^[0-9]+d$')).toBe(false)
    expect(suitsPicker('01.07.2026', { inputType: 'date' })).toBe(false)
    expect(suitsPicker(undefined, { inputType: 'date' }, '^[0-9]{2}[.][0-9]{2}[.][0-9]{4}$')).toBe(false)
    expect(suitsPicker(1_780_000_000, { epoch: true })).toBe(true)
  })
})
