import type { JsonObject } from '#shared/json.ts'
import type { ClassicQuirks } from '../../../examples/practice/classic/classic-settings.ts'

/** One way in which servers of OAuth 1 differ, and the keys of a config.json that cover it. */
export interface ClassicRow {
  name: string
  quirks: ClassicQuirks
  keys?: JsonObject
  /** Rows of one group are not combined. */
  group: 'age' | 'method' | 'place' | 'answer' | 'clock'
}

const method = (name: string): ClassicRow => ({
  name: `signed by ${name} alone`,
  quirks: { onlyMethod: name },
  keys: { oauth1_signature_method: name },
  group: 'method',
})

const place = (where: 'query' | 'body'): ClassicRow => ({
  name: `the signature in the ${where}`,
  quirks: { onlyIn: where },
  keys: { oauth1_send_in: where },
  group: 'place',
})

/** The quirks of the practice server of OAuth 1 (examples/practice/classic). */
export const CLASSIC_ROWS: readonly ClassicRow[] = [
  {
    name: 'a callback that is not confirmed',
    quirks: { unconfirmed: true },
    keys: { oauth1_no_callback_confirmed: true },
    group: 'age',
  },
  { name: 'no verifier', quirks: { noVerifier: true }, keys: { oauth1_no_verifier: true }, group: 'age' },
  {
    name: 'the callback goes to the login page',
    quirks: { callbackOnAuthorize: true },
    keys: { oauth1_ext: { callback_in: 'authorize' } },
    group: 'age',
  },
  {
    name: 'a code that is typed by hand',
    quirks: { byHand: true },
    keys: { oauth1_callback: 'oob' },
    group: 'age',
  },
  ...['PLAINTEXT', 'HMAC-SHA256', 'HMAC-SHA512', 'RSA-SHA1'].map(method),
  place('query'),
  place('body'),
  { name: 'answers in JSON', quirks: { json: true }, group: 'answer' },
  { name: 'a clock that is an hour ahead', quirks: { clockAhead: 3600 }, group: 'clock' },
]
