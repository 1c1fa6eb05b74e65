import { AppError } from '#shared/errors/app-error.ts'

/** The value of `ETag` for a row version. */
export function etagOf(rowVersion: number): string {
  return `"${rowVersion}"`
}

/** The row version of `If-Match`; undefined without the header. Throws `bad_request`. */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  const digits = /^"(\d{1,15})"$/.exec(header)?.[1]
  if (digits !== undefined) return Number(digits)
  throw new AppError('bad_request', { detail: 'The header If-Match does not carry a version this server gave out.' })
}

/** The same where the header has to be there. Throws `precondition_required`. */
export function requireIfMatch(header: string | undefined): number {
  const rowVersion = readIfMatch(header)
  if (rowVersion !== undefined) return rowVersion
  throw new AppError('precondition_required', {
    detail: 'Send the version of the entry you changed in the header If-Match, as its ETag gave it.',
  })
}
