import type { TokenFailure } from '#oauth/token-set.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { plainLine, redact } from '#shared/redact.ts'

/** A token answer that holds no token, in words; whatever the service repeated of our secrets is taken out. */
export function tokenFailure(title: string, failure: TokenFailure, secrets: readonly string[]): AppError {
  const detail = describe(title, failure, secrets)
  const meta = { class: failure.class }
  if (failure.class === 'transient' || failure.class === 'unknown') {
    return new AppError('temporarily_unavailable', { detail, meta, retryAfter: failure.retryAfter ?? 5 })
  }
  return new AppError('token_refused', { detail, meta })
}

function describe(
  title: string,
  { class: kind, error, description, own }: TokenFailure,
  secrets: readonly string[],
): string {
  const word = plainLine(redact(error, secrets), 80)
  const words = plainLine(redact(description, secrets), 400)
  if (own && kind !== 'config') return `${title} gave no token (${word}). ${words}`
  const said = words === '' ? '' : ` It said: ${words}`
  switch (kind) {
    case 'gone':
      return `${title} no longer accepts this sign-in (${word}). Sign in again.${said}`
    case 'policy':
      return `${title} asks for a new sign-in (${word}). Sign in again.${said}`
    case 'config':
      return `${title} refused the request (${word}). Ask an administrator to check the client and its return address.${said}`
    default:
      return `${title} gave no token (${word}). Try again later.${said}`
  }
}
