import type { JsonObject } from '#shared/json.ts'
import type { Switch } from '../../../test/faulty-provider/switches.ts'
import type { Walk } from './walk-login.ts'

/** Gives what is wrong, or nothing. */
export type Proof = (walk: Walk) => Promise<string | undefined>

/** One way in which authorization servers differ, and how a config.json tells us of it. */
export interface QuirkRow {
  name: string
  /** What the faulty provider is switched to. */
  switches: readonly Switch[]
  /** The keys that cover it: without any one of them the login fails. Names without `oauth2_` are of `oauth2_ext`. */
  keys?: (origin: string) => JsonObject
  /** What the config says besides, and goes on to say without the keys. */
  beside?: (origin: string) => JsonObject
  /** Lines of the load file. */
  load?: Record<string, string>
  /** Parts that it takes for itself: rows that share one are not combined. */
  takes: readonly string[]
  /** What has to hold besides a login that renews its tokens twice. */
  proof?: Proof
  /** Its tokens are not renewed, by the design of the server. */
  neverRenewed?: boolean
}
