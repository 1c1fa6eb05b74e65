/** Milliseconds, seconds, minutes, hours, days, weeks, months, years. */
type DateUnit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y'

/** A `Date`, milliseconds since 1970, or a text that `Date` can read; ISO 8601 is the one to use. */
type DateLike = Date | number | string

const MILLISECONDS: Record<Exclude<DateUnit, 'M' | 'y'>, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

function now(): Date {
  return new Date()
}

/** Throws `RangeError` for a text that is no date. */
function parse(value: DateLike): Date {
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) throw new RangeError('this text is not a date')
  return date
}

function toISO(value: DateLike): string {
  return parse(value).toISOString()
}

/**
 * `YYYY YY MM M DD D HH H mm ss SSS Z` are replaced, `[text]` stays as it is. `zone` is a name such as
 * `Europe/Berlin`; without it UTC counts.
 */
function format(value: DateLike, pattern = 'YYYY-MM-DDTHH:mm:ssZ', zone = 'UTC'): string {
  const date = parse(value)
  const parts = partsIn(date, zone)
  const words: Record<string, string> = {
    YYYY: parts.year.padStart(4, '0'),
    YY: parts.year.slice(-2).padStart(2, '0'),
    MM: parts.month.padStart(2, '0'),
    M: parts.month,
    DD: parts.day.padStart(2, '0'),
    D: parts.day,
    HH: parts.hour.padStart(2, '0'),
    H: parts.hour,
    mm: parts.minute.padStart(2, '0'),
    ss: parts.second.padStart(2, '0'),
    SSS: String(date.getUTCMilliseconds()).padStart(3, '0'),
    Z: parts.offset,
  }
  return pattern.replace(/\[([^\]]*)\]|YYYY|YY|MM?|DD?|HH?|mm|ss|SSS|Z/g, (token, literal: string | undefined) =>
    literal === undefined ? (words[token] ?? token) : literal,
  )
}

interface ZonedParts {
  year: string
  month: string
  day: string
  hour: string
  minute: string
  second: string
  /** `+02:00`, or `Z` at Greenwich. */
  offset: string
}

function partsIn(date: Date, zone: string): ZonedParts {
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    timeZoneName: 'longOffset',
  })
  const found = new Map(formatter.formatToParts(date).map(part => [part.type, part.value]))
  const offset = (found.get('timeZoneName') ?? '').slice('GMT'.length)
  const number = (type: Intl.DateTimeFormatPartTypes) => String(Number(found.get(type) ?? 0))
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
    second: number('second'),
    offset: offset === '' || offset === '+00:00' ? 'Z' : offset,
  }
}

/** Months and years keep the day, or take the last day of a shorter month; all in UTC. */
function add(value: DateLike, amount: number, unit: DateUnit): Date {
  const date = parse(value)
  if (unit !== 'M' && unit !== 'y') return new Date(date.getTime() + amount * MILLISECONDS[unit])
  const months = unit === 'y' ? amount * 12 : amount
  const result = new Date(date)
  result.setUTCDate(1)
  result.setUTCMonth(result.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate()
  result.setUTCDate(Math.min(date.getUTCDate(), lastDay))
  return result
}

/** How many whole units `a` is after `b`; negative when it is before. */
function diff(a: DateLike, b: DateLike, unit: DateUnit = 'ms'): number {
  const [first, second] = [parse(a), parse(b)]
  if (unit !== 'M' && unit !== 'y') {
    return Math.trunc((first.getTime() - second.getTime()) / MILLISECONDS[unit]) + 0
  }
  let months = (first.getUTCFullYear() - second.getUTCFullYear()) * 12 + (first.getUTCMonth() - second.getUTCMonth())
  if (months > 0 && add(second, months, 'M') > first) months--
  if (months < 0 && add(second, months, 'M') < first) months++
  return Math.trunc(unit === 'y' ? months / 12 : months) + 0
}

/** The date functions of flow-format.md §4. */
export const dates = { now, parse, toISO, format, add, diff }
