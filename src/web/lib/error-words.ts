import { AppError } from '#shared/errors/app-error.ts'
import type { ErrorCode } from '#shared/errors/catalogue.ts'
import { isUnreachable } from './api.ts'
import { ENGLISH_ERRORS } from './error-messages.ts'
import { speech } from './locale.ts'
import { serverWords } from './server-words.ts'
import { t } from './t.ts'

export interface ErrorWords {
  title: string
  text: string
  /** For the administrator: code and request id, nothing secret. */
  details: string
}

/** What a person reads about a failure: first what is, then what to do. */
export function errorWords(error: unknown): ErrorWords {
  if (isUnreachable(error)) return { title: t('offlineTitle'), text: t('offline'), details: '' }
  if (!(error instanceof AppError)) return { title: errorTitle('internal'), text: t('pageFault'), details: '' }
  const request = error.meta['instance']
  const details = [error.code, request ? t('requestId', { id: String(request) }) : ''].filter(Boolean).join(' · ')
  return { title: errorTitle(error.code), text: serverWords(error.detail), details }
}

/** The heading of a failure. */
export function errorTitle(code: ErrorCode): string {
  return (speech().dictionary?.errors ?? ENGLISH_ERRORS)[code]
}

/** The code of a failure, `internal` for everything that is none of ours. */
export function errorCode(error: unknown): ErrorCode {
  return error instanceof AppError ? error.code : 'internal'
}
