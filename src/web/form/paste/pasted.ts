import type { Json } from '#shared/json.ts'
import type { Concept } from './concepts.ts'
import type { Address } from './read-address.ts'

export type PastedKind = 'curl' | 'lines' | 'json' | 'address' | 'pairs'

/** One value that a pasted text names, or holds at a place that says what it is. */
export interface PastedValue {
  /** From the outside in: `['default', 'aws_access_key_id']`. */
  names: readonly string[]
  value: Json
  /** What its place in the text makes of it; without one its name says it. */
  concept?: Concept
  /** An address that the value holds, taken apart. */
  address?: Address
  /** The address it is a part of. */
  partOf?: PastedValue
  /** Nobody misses it when no field takes it. */
  quiet?: boolean
}

export interface Pasted {
  kind: PastedKind
  values: PastedValue[]
}

/** What is read of one text; the rest is left. */
export const MOST_VALUES = 200
export const MOST_CHARACTERS = 64 * 1024

/** A stand-in that waits for the real value: `$TOKEN`, `<token>`, `{{token}}`, `****`. */
export function isPlaceholder(text: string): boolean {
  return /^(\$\{?\w+\}?|%\w+%|<[^<>]*>|\{\{[^{}]*\}\}|[*•x.…]{3,})$/i.test(text.trim())
}
