import type { Json } from '#shared/json.ts'
import { isSuccess } from './is-success.ts'
import type { RawAnswer } from './oauth-request.ts'
import { parseAnswer } from './parse-answer.ts'
import { readAccount } from './read-account.ts'
import { readKept } from './read-kept.ts'
import type { AccountIdentity } from './token-set.ts'
import type { ProviderConfig } from './types.ts'

export interface Userinfo {
  /** Empty unless `account` is read from here. */
  account: AccountIdentity
  kept: Record<string, Json>
}

/** What the userinfo answer says; undefined when it is none. Throws nothing. */
export function readUserinfo(config: ProviderConfig, raw: RawAnswer): Userinfo | undefined {
  const parsed = parseAnswer(raw)
  if (!parsed.value || !isSuccess(config, raw, parsed)) return undefined
  const kept = readKept(config.userinfo?.keep ?? [], parsed.value).values
  return { account: config.account.from === 'userinfo' ? readAccount(config, raw) : {}, kept }
}
