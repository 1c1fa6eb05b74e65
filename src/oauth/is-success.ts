import { type Json, jsonEqual } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import type { RawAnswer } from './oauth-request.ts'
import type { ParsedAnswer } from './parse-answer.ts'
import { findError } from './read-failure.ts'
import type { ProviderConfig } from './types.ts'

/** `success_when` where the config has one, else: 2xx and no error member. */
export function isSuccess(config: ProviderConfig, raw: RawAnswer, parsed: ParsedAnswer): boolean {
  if (raw.status < 200 || raw.status > 299) return false
  const rules = Object.entries(config.successWhen)
  if (rules.length === 0) return findError(config, parsed) === undefined
  const { value } = parsed
  return value !== null && rules.every(([pointer, wanted]) => holds(atPointer(value, asPointer(pointer)), wanted))
}

function holds(found: Json | undefined, wanted: Json): boolean {
  if (found === undefined) return false
  return Array.isArray(wanted) ? wanted.some(item => jsonEqual(item, found)) : jsonEqual(wanted, found)
}

function asPointer(text: string): string {
  return text === '' || text.startsWith('/') ? text : `/${text}`
}
