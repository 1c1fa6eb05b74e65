import { AppError } from '#shared/errors/app-error.ts'

/** The place after which the next page begins. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** Throws `bad_request` for a text that no page gave out. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parts) && parts.length === length && parts.every(part => typeof part === 'string')) return parts
  } catch {
    // Falls through: a text that is no JSON is no cursor either.
  }
  throw new AppError('bad_request', { detail: 'The cursor is not one that a list gave out. Start the list again.' })
}
