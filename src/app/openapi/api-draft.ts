import type { JsonObject } from '#shared/json.ts'

/** A form and what becomes of its values, or the fields of an OAuth config. */
export type ApiDraft =
  | {
      kind: 'connection'
      name: string
      authType: 'basic' | 'token' | 'app_key'
      fields: JsonObject
      code: ConnectionCode
    }
  | { kind: 'oauth'; name: string; fields: JsonObject; check: string[] }

export interface ConnectionCode {
  /** What every request carries: `Authorization` and how its value is made of the fields. */
  header?: { name: string; from: 'basic' | 'bearer' | 'key' }
  query?: string
  /** The path that tells whether the values are good. */
  probe: string | undefined
}
