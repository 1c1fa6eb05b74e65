import { describe, expect, it } from 'vitest'
import { dates } from './dates.ts'

const { add, diff, format, now, parse, toISO } = dates

describe('dates', () => {
  it('reads what Date reads, and refuses the rest', () => {
    expect(toISO('2026-03-02T09:00:00+02:00')).toBe('2026-03-02T07:00:00.000Z')
    expect(toISO(0)).toBe('1970-01-01T00:00:00.000Z')
    expect(() => parse('someday')).toThrow(RangeError)
    expect(Math.abs(diff(now(), Date.now()))).toBeLessThan(60_000)
  })

  it('formats in a zone, UTC without one', () => {
    const date = '2026-07-04T22:05:09.042Z'
    expect(format(date, 'YYYY-MM-DD HH:mm:ss.SSS Z')).toBe('2026-07-04 22:05:09.042 Z')
    expect(format(date, 'D.M.YY H:mm [Uhr] Z', 'Europe/Berlin')).toBe('5.7.26 0:05 Uhr +02:00')
    expect(format(date, 'YYYY-MM-DDTHH:mm:ssZ', 'Asia/Kolkata')).toBe('2026-07-05T03:35:09+05:30')
  })

  it.each([
    ['ms', '2026-01-31T10:00:00.005Z'],
    ['s', '2026-01-31T10:00:05.000Z'],
    ['m', '2026-01-31T10:05:00.000Z'],
    ['h', '2026-01-31T15:00:00.000Z'],
    ['d', '2026-02-05T10:00:00.000Z'],
    ['w', '2026-03-07T10:00:00.000Z'],
    ['M', '2026-06-30T10:00:00.000Z'],
    ['y', '2031-01-31T10:00:00.000Z'],
  ] as const)('adds 5 %s', (unit, expected) => {
    expect(toISO(add('2026-01-31T10:00:00Z', 5, unit))).toBe(expected)
  })

  it('takes the last day of a shorter month, also backwards', () => {
    expect(toISO(add('2024-02-29T00:00:00Z', 1, 'y'))).toBe('2025-02-28T00:00:00.000Z')
    expect(toISO(add('2026-03-31T00:00:00Z', -1, 'M'))).toBe('2026-02-28T00:00:00.000Z')
  })

  it('counts whole units between two dates', () => {
    expect(diff('2026-03-02', '2026-03-01', 'h')).toBe(24)
    expect(diff('2026-03-01', '2026-03-02', 'd')).toBe(-1)
    expect(diff('2026-03-30', '2026-01-31', 'M')).toBe(1)
    expect(diff('2026-01-31', '2026-03-30', 'M')).toBe(-1)
    expect(diff('2026-02-27', '2024-02-29', 'y')).toBe(1)
    expect(diff('2026-03-01', '2026-03-01', 'd')).toBe(0)
  })
})
