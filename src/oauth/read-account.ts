import type { Json } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import { plainLine } from '#shared/redact.ts'
import { parseAnswer } from './parse-answer.ts'
import type { AccountIdentity, ProviderConfig, RawAnswer } from './types.ts'

interface AccountAnswers {
  validateAnswer?: RawAnswer
  tokenAnswer?: RawAnswer
}

/** Whose account the tokens belong to, as far as `account` of the config says where to look (oauth.md §12). */
export function readAccount(config: ProviderConfig, answers: AccountAnswers): AccountIdentity {
  const { id, label, from } = config.account
  const answer = from === 'token' ? answers.tokenAnswer : answers.validateAnswer
  const value = answer ? parseAnswer(answer).value : null
  if (!value) return {}
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
