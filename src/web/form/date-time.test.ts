import { describe, expect, it } from 'vitest'
import { shownDate, storedDate } from './widgets/date-time-widget.tsx'

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
})
