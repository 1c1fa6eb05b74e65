import type { FieldOptions } from '../field-options.ts'
import { orNothing, textOf } from './box-text.ts'

/** What the picker shows: an instant in the time of this machine, everything else as it is. */
export function shownDate(value: unknown, { epoch, utc, inputType }: FieldOptions): string {
  if (!epoch && !utc) return textOf(value)
  const instant = epoch ? new Date(Number(value) * 1000) : new Date(textOf(value))
  if (value === undefined || value === null || value === '' || Number.isNaN(instant.getTime())) return ''
  const local = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
  return inputType === 'date' ? local.slice(0, 10) : inputType === 'time' ? local.slice(11) : local
}

/** What is stored for a picker's text: seconds since 1970 for `epoch`, for `utc` an ISO text that `pattern` takes. */
export function storedDate(text: string, options: FieldOptions, pattern?: string): string | number | undefined {
  const { epoch, utc, inputType } = options
  if (text === '' || (!epoch && !utc)) return orNothing(text)
  const instant = new Date(inputType === 'date' ? `${text}T00:00` : inputType === 'time' ? `1970-01-01T${text}` : text)
  if (Number.isNaN(instant.getTime())) return undefined
  if (epoch) return Math.floor(instant.getTime() / 1000)
  const spellings = spellingsOf(instant)
  return spellings.find(spelling => fits(spelling, pattern)) ?? spellings[0]
}

/** False where no pick could ever be stored as the author asks, or where what stands there would be hidden by a picker. */
export function suitsPicker(value: unknown, options: FieldOptions, pattern?: string): boolean {
  const { inputType = 'datetime-local' } = options
  const sample = SAMPLES[inputType]
  const stored = sample === undefined ? undefined : storedDate(sample, options, pattern)
  if (typeof stored === 'string' && !fits(stored, pattern)) return false
  const text = textOf(value)
  return text === '' || (LOOKS[inputType]?.test(shownDate(value, options)) ?? true)
}

const SAMPLES: Record<string, string> = {
  date: '2025-06-01',
  time: '10:00:00',
  'datetime-local': '2025-06-01T10:00:00',
  month: '2025-06',
  week: '2025-W23',
}

/** What a picker of the browser can show. */
const LOOKS: Record<string, RegExp> = {
  date: /^\d{4,}-\d\d-\d\d$/,
  time: /^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
  'datetime-local': /^\d{4,}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
  month: /^\d{4,}-\d\d$/,
  week: /^\d{4,}-W\d\d$/,
}

/** In UTC, the most usual one first: real systems refuse fractions of seconds more often than they ask for them. */
function spellingsOf(instant: Date): string[] {
  const whole = instant.toISOString()
  const seconds = whole.slice(0, 19)
  const [day = '', time = ''] = seconds.split('T')
  return [`${seconds}Z`, whole, `${seconds}+00:00`, seconds, `${day} ${time}`, day, `${whole.slice(0, 23)}000Z`]
}

function fits(text: string, pattern: string | undefined): boolean {
  return pattern === undefined || new RegExp(pattern, 'u').test(text)
}
