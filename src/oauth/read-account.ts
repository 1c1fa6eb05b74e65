import type { Json, JsonObject } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import { plainLine } from '#shared/redact.ts'
import type { RawAnswer } from './oauth-request.ts'
import { parseAnswer } from './parse-answer.ts'
import type { AccountIdentity } from './token-set.ts'
import type { ProviderConfig } from './types.ts'

/** Whose account the tokens belong to, in the answer that `account` of the config points into (oauth.md §12). */
export function readAccount(config: ProviderConfig, answer: RawAnswer): AccountIdentity {
  const { value } = parseAnswer(answer)
  return value ? readClaims(config, value) : {}
}

/** The same in an answer that was read before, such as the claims of an id_token. */
export function readClaims({ account: { id, label } }: ProviderConfig, value: JsonObject): AccountIdentity {
  const read = (pointer: string | null) => (pointer === null ? undefined : words(atPointer(value, pointer)))
  const found = { id: read(id), label: read(label) }
  return {
    ...(found.id === undefined ? {} : { id: found.id }),
    ...(found.label === undefined ? {} : { label: found.label }),
  }
}

function words(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = plainLine(String(value), 200)
  return text === '' ? undefined : text
}
