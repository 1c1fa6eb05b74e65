import { GERMAN_ERRORS } from './de/errors.ts'
import { GERMAN_PROBLEMS } from './de/problems.ts'
import { GERMAN_SENTENCES } from './de/server-sentences.ts'
import { GERMAN_TRIAL_SENTENCES } from './de/trial-sentences.ts'
import { GERMAN_ADMINISTRATION } from './de/words-administration.ts'
import { GERMAN_COMMON } from './de/words-common.ts'
import { GERMAN_CONNECTION } from './de/words-connection.ts'
import { GERMAN_ENTRY } from './de/words-entry.ts'
import { GERMAN_FORM } from './de/words-form.ts'
import { GERMAN_OVERSIGHT } from './de/words-oversight.ts'
import { GERMAN_PASTE } from './de/words-paste.ts'
import { GERMAN_RECORD } from './de/words-record.ts'
import { GERMAN_SHELL } from './de/words-shell.ts'
import { GERMAN_SIGN_IN } from './de/words-sign-in.ts'
import { GERMAN_STUDIO } from './de/words-studio.ts'
import { GERMAN_TRIAL } from './de/words-trial.ts'
import { GERMAN_WEBHOOKS } from './de/words-webhooks.ts'
import { translateSentences } from './translate-sentences.ts'
import type { Translation } from './translation.ts'

/** German as the page speaks it: Sie to the person, plain infinitives on buttons. */
export const GERMAN: Translation = {
  page: {
    ...GERMAN_COMMON,
    ...GERMAN_CONNECTION,
    ...GERMAN_ENTRY,
    ...GERMAN_OVERSIGHT,
    ...GERMAN_RECORD,
    ...GERMAN_SHELL,
    ...GERMAN_SIGN_IN,
    ...GERMAN_STUDIO,
    ...GERMAN_TRIAL,
    ...GERMAN_WEBHOOKS,
    ...GERMAN_ADMINISTRATION,
  },
  form: { ...GERMAN_FORM, ...GERMAN_PASTE },
  problems: GERMAN_PROBLEMS,
  errors: GERMAN_ERRORS,
  fromServer: translateSentences([...GERMAN_SENTENCES, ...GERMAN_TRIAL_SENTENCES]),
}
