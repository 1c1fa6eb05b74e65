import { wordsLocale } from './locale.ts'
import { t } from './t.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const FORMS = {
  time: { timeStyle: 'short' },
  full: { dateStyle: 'long', timeStyle: 'short' },
  day: { day: 'numeric', month: 'short' },
  dayOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** By form and locale: a browser takes longer to make one than to draw the row that its words stand in. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** "just now", "4 min ago", "3 h ago", "yesterday", then a date (look.md §8). Times to come: "in 4 min". */
export function relativeTime(iso: string, now: number): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return ''
  const ago = now - at
  if (ago < 0) return comingTime(-ago, at, now)
  if (ago < MINUTE) return t('justNow')
  if (ago < HOUR) return t('minutesAgo', { n: Math.floor(ago / MINUTE) })
  if (ago < 24 * HOUR) return t('hoursAgo', { n: Math.floor(ago / HOUR) })
  if (isDayBefore(at, now)) return t('yesterday')
  return shortDate(at, now)
}

function comingTime(ahead: number, at: number, now: number): string {
  if (ahead < MINUTE) return t('justNow')
  if (ahead < HOUR) return t('inMinutes', { n: Math.ceil(ahead / MINUTE) })
  if (ahead < 24 * HOUR) return t('inHours', { n: Math.ceil(ahead / HOUR) })
  return shortDate(at, now)
}

/** When something began: "09:12" today, "yesterday", then a date. Unlike how long ago, it stays true. */
export function beginning(iso: string, now: number): string {
  const at = Date.parse(iso)
  if (new Date(at).toDateString() !== new Date(now).toDateString()) {
    return isDayBefore(at, now) ? t('yesterday') : shortDate(at, now)
  }
  return inWords('time', at)
}

/** A whole date with time, for the tooltip. */
export function fullTime(iso: string): string {
  return inWords('full', Date.parse(iso))
}

function shortDate(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return inWords(sameYear ? 'day' : 'dayOfYear', at)
}

function inWords(form: keyof typeof FORMS, at: number): string {
  const locale = wordsLocale()
  const key = `${form} ${locale}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, FORMS[form])
  formats.set(key, format)
  return format.format(at)
}

function isDayBefore(at: number, now: number): boolean {
  const day = new Date(now)
  day.setDate(day.getDate() - 1)
  return new Date(at).toDateString() === day.toDateString()
}
