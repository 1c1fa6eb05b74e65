import { ANSWER_ROWS } from './answer-rows.ts'
import { LOGIN_PAGE_ROWS } from './login-page-rows.ts'
import { PLAIN_ROWS } from './plain-rows.ts'
import type { QuirkRow } from './quirk-row.ts'
import { REFRESH_ROWS } from './refresh-rows.ts'
import { REQUEST_ROWS } from './request-rows.ts'

/** Every quirk that the faulty provider can be switched to, with the keys of a config.json that cover it. */
export const QUIRK_ROWS: readonly QuirkRow[] = [
  ...REQUEST_ROWS,
  ...LOGIN_PAGE_ROWS,
  ...ANSWER_ROWS,
  ...REFRESH_ROWS,
  ...PLAIN_ROWS,
]

/** Keys of `oauth2_ext` that say nothing of a server's manner, so that no server can be odd in them. */
export const KEYS_WITHOUT_QUIRK: ReadonlyMap<string, string> = new Map([
  ['v', 'the version of the object'],
  ['unticked_scopes', 'boxes of our own consent page'],
  ['required_scopes', 'boxes of our own consent page'],
  ['allow_session_user', 'who may use a login'],
  ['strict', 'refuses what is tolerated without it'],
  ['setup_url', 'a text for people'],
  ['notes', 'a text for people'],
])
