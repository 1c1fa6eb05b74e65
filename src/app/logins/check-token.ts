import type { OAuthRequest, RawAnswer } from '#oauth/oauth-request.ts'
import { readAccount } from '#oauth/read-account.ts'
import { readValidation } from '#oauth/read-validation.ts'
import type { AccountIdentity, TokenSet } from '#oauth/token-set.ts'
import { scalars } from '#oauth/token-values.ts'
import { validateRequest } from '#oauth/validate-request.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AppContext } from '../context.ts'
import { freshOf } from './fresh-of.ts'
import type { OpenedProvider } from './open-provider.ts'
import { sendRequest } from './send-request.ts'

export type TokenCheck =
  | { result: 'ok'; account: AccountIdentity }
  /** The config has no validate request. */
  | { result: 'none' }
  /** `rejected`: the token itself was refused, so a fresh one may help. `passing`: the service is in trouble itself. */
  | { result: 'refused'; rejected: boolean; passing: boolean; words: string }

interface Checked {
  tokens: TokenSet
  inputs: JsonObject
  /** Instead of at once: in its turn. */
  send?: (request: OAuthRequest) => Promise<RawAnswer>
}

/**
 * Runs the validate request of the config with these tokens. What the service says beyond its status is not shown: a
 * test would else read foreign pages to whoever runs it (security.md §4). Throws `temporarily_unavailable` when nobody
 * answers, and `invalid_input` when an input does not fit into the address.
 */
export async function checkToken(
  context: AppContext,
  provider: OpenedProvider,
  { tokens, inputs, send = request => sendRequest(context, request) }: Checked,
): Promise<TokenCheck> {
  const { config, client } = provider
  const request = validateRequest({ config, client, inputs: scalars(inputs), tokens, fresh: freshOf(context) })
  if (!request) return { result: 'none' }
  const raw = await send(request)
  const validation = readValidation(config, raw)
  if (validation.ok)
    return { result: 'ok', account: config.account.from === 'validate' ? readAccount(config, raw) : {} }
  const words = describeStatus(config.title, validation.status)
  const passing = validation.status === 429 || validation.status >= 500
  return { result: 'refused', rejected: validation.rejected, passing, words }
}

function describeStatus(title: string, status: number): string {
  if (status === 401) return `${title} answered 401. Reconnect this login.`
  if (status === 403) return `${title} answered 403. The permissions given do not suffice: reconnect and tick more.`
  if (status === 404) return `${title} answered 404. Check the address of its validate request.`
  if (status >= 500) return `${title} answered ${status}. Try again later.`
  if (status >= 300) return `${title} answered ${status}.`
  return `${title} answered, but did not accept the token.`
}
