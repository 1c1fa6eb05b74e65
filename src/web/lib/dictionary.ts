import type { ProblemPhrases } from '#schema/problem-words.ts'
import type { ErrorCode } from '#shared/errors/catalogue.ts'
import type { Phrase } from '#shared/phrase.ts'

/** All words of the page in one language other than English. `locales/translation.ts` says which keys it must have. */
export interface Dictionary {
  readonly page: Readonly<Record<string, Phrase>>
  readonly form: Readonly<Record<string, Phrase>>
  readonly problems: ProblemPhrases
  /** The heading of each failure. */
  readonly errors: Readonly<Record<ErrorCode, string>>
  /** A sentence the server wrote in English; undefined for one that is not known. */
  fromServer(text: string): string | undefined
}
