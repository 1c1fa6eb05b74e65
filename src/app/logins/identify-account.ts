import type { RawAnswer } from '#oauth/oauth-request.ts'
import { readAccount, readClaims } from '#oauth/read-account.ts'
import { readIdToken } from '#oauth/read-id-token.ts'
import { readUserinfo, type Userinfo } from '#oauth/read-userinfo.ts'
import type { AccountIdentity, TokenSet } from '#oauth/token-set.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuth2Config } from '#oauth/types.ts'
import { userinfoRequest } from '#oauth/userinfo-request.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AppContext } from '../context.ts'
import { checkToken } from './check-token.ts'
import { freshOf } from './fresh-of.ts'
import type { OpenedProvider } from './open-provider.ts'
import { sendRequest } from './send-request.ts'

interface SignedIn {
  tokens: TokenSet
  /** The token answer; absent where none was asked for. */
  raw?: RawAnswer
  inputs: JsonObject
  nonce?: string | undefined
  /** Inputs that are asked with the label are there already: a reconnect. */
  complete: boolean
}

interface Identified {
  account: AccountIdentity
  /** With what the userinfo answer said beside. */
  tokens: TokenSet
}

/**
 * Whose account it is, as far as that can be told now (oauth.md §12); ADD runs the validate request in earnest. A
 * service that does not answer says nothing, and an id_token of another sign-in ends this one: throws `token_refused`.
 */
export async function identifyAccount(
  context: AppContext,
  provider: OpenedProvider,
  signed: SignedIn,
): Promise<Identified> {
  const { config } = provider
  const { tokens, raw } = signed
  const claims = config.protocol === 'oauth2' ? checkedClaims(context, config, signed) : undefined
  const asked = await askUserinfo(context, provider, signed)
  const enriched = asked ? { ...tokens, kept: { ...tokens.kept, ...asked.kept } } : tokens
  switch (config.account.from) {
    case 'token':
      return { tokens: enriched, account: raw ? readAccount(config, raw) : {} }
    case 'id_token':
      return { tokens: enriched, account: claims ? readClaims(config, claims) : {} }
    case 'userinfo':
      return { tokens: enriched, account: asked?.account ?? {} }
    case 'validate':
      return { tokens: enriched, account: await validated(context, provider, { ...signed, tokens: enriched }) }
  }
}

/** The claims are looked at where a nonce was sent, or where they say whose account it is (oauth.md OIDC-1). */
function checkedClaims(
  { store }: AppContext,
  config: OAuth2Config,
  { tokens, nonce }: SignedIn,
): JsonObject | undefined {
  const { idToken } = tokens
  if (idToken === undefined || (nonce === undefined && config.account.from !== 'id_token')) return undefined
  const read = readIdToken(config, idToken, { clientId: config.clientId, nonce, now: store.now() })
  if (read.ok) return read.claims
  const detail = `The identity in the answer of ${config.title} ${read.why}. Nothing was saved. Start again.`
  throw new AppError('token_refused', { detail })
}

/** What the service says of whoever signed in; undefined when it says nothing. */
export async function askUserinfo(
  context: AppContext,
  provider: OpenedProvider,
  { tokens, inputs }: Pick<SignedIn, 'tokens' | 'inputs'>,
): Promise<Userinfo | undefined> {
  const { config, client } = provider
  return quietly(async () => {
    const request = userinfoRequest({ config, client, inputs: scalars(inputs), tokens, fresh: freshOf(context) })
    return request ? readUserinfo(config, await sendRequest(context, request)) : undefined
  })
}

async function validated(context: AppContext, provider: OpenedProvider, signed: SignedIn): Promise<AccountIdentity> {
  const { account, after } = provider.config
  if ((account.id === null && account.label === null) || (after.length > 0 && !signed.complete)) return {}
  const check = await quietly(() => checkToken(context, provider, signed))
  return check?.result === 'ok' ? check.account : {}
}

async function quietly<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
