import { AppError } from '#shared/errors/app-error.ts'

const MOST_MS = 120_000

/** A `--timeout`. Throws `wrong_use`. */
export function readTimeout(text: string): number {
  const milliseconds = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (milliseconds >= 1 && milliseconds <= MOST_MS) return milliseconds
  throw new AppError('wrong_use', { detail: `The timeout is a whole number of milliseconds from 1 to ${MOST_MS}.` })
}
