import type { Phrase, PluralPhrase } from '#shared/phrase.ts'
import type { PASTE_INVITE_WORDS } from '../form/paste/paste-invite-words.ts'
import type { PASTE_WORDS } from '../form/paste/paste-words.ts'
import type { FORM_WORDS } from '../form/words.ts'
import type { Dictionary } from '../lib/dictionary.ts'
import type { COMMON_WORDS } from '../lib/messages.ts'
import type { ADMINISTRATION_WORDS } from '../lib/words-administration.ts'
import type { CONNECTION_WORDS } from '../lib/words-connection.ts'
import type { ENTRY_WORDS } from '../lib/words-entry.ts'
import type { OVERSIGHT_WORDS } from '../lib/words-oversight.ts'
import type { RECORD_WORDS } from '../lib/words-record.ts'
import type { SHELL_WORDS } from '../lib/words-shell.ts'
import type { SIGN_IN_WORDS } from '../lib/words-sign-in.ts'
import type { STUDIO_WORDS } from '../lib/words-studio.ts'
import type { TRIAL_WORDS } from '../lib/words-trial.ts'
import type { WEBHOOK_WORDS } from '../lib/words-webhooks.ts'

/** The same keys with other words: no more, no less. Words that depend on a number stay so. */
export type Translated<English extends Readonly<Record<string, Phrase>>> = {
  readonly [K in keyof English]: English[K] extends string ? string : PluralPhrase
}

type PageWords = typeof COMMON_WORDS &
  typeof CONNECTION_WORDS &
  typeof ENTRY_WORDS &
  typeof OVERSIGHT_WORDS &
  typeof RECORD_WORDS &
  typeof SHELL_WORDS &
  typeof SIGN_IN_WORDS &
  typeof STUDIO_WORDS &
  typeof TRIAL_WORDS &
  typeof WEBHOOK_WORDS &
  typeof ADMINISTRATION_WORDS

/** A whole language. */
export interface Translation extends Dictionary {
  readonly page: Translated<PageWords>
  readonly form: Translated<typeof FORM_WORDS & typeof PASTE_INVITE_WORDS & typeof PASTE_WORDS>
}
