import { introspectRequest, readIntrospection } from '#oauth/introspect.ts'
import { scalars } from '#oauth/token-values.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { HotAccount } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { discoverProvider } from './discover-provider.ts'
import { freshOf } from './fresh-of.ts'
import type { FreshTokens } from './fresh-tokens.ts'
import { requireProvider } from './open-provider.ts'
import { loginInputs } from './require-login.ts'
import { sendRequest } from './send-request.ts'

const KEEP_MS = 60_000

/** Logins whose token held a moment ago: version of the token, and until when that is believed. */
const caches = new WeakMap<AppContext, Map<string, { credVersion: number; until: number }>>()

type Held = Pick<FreshTokens, 'tokens' | 'credVersion'>

/** True when nobody need be asked: the token has an end of its own, or held within the last minute. */
export function isKnownActive(
  context: AppContext,
  { id }: HotAccount,
  { config, tokens, credVersion }: Held & { config: ProviderConfig },
): boolean {
  if (config.protocol === 'oauth1' || !config.introspect) return true
  if (tokens.expiresAt !== undefined && !tokens.introspected) return true
  const known = caches.get(context)?.get(id)
  return known?.credVersion === credVersion && known.until > context.store.now()
}

/** What is being asked now: who asks for the same token meanwhile shares the answer. */
const running = new WeakMap<AppContext, Map<string, Promise<boolean>>>()

/** Asks the server (oauth.md 7662-1). One that does not answer has not said that the token is over. */
export function isStillActive(context: AppContext, login: HotAccount, held: FreshTokens): Promise<boolean> {
  const all = running.get(context) ?? new Map<string, Promise<boolean>>()
  running.set(context, all)
  const key = `${login.id} ${held.credVersion}`
  const known = all.get(key)
  if (known) return known
  const started = ask(context, login, held).finally(() => all.delete(key))
  all.set(key, started)
  return started
}

async function ask(
  context: AppContext,
  login: HotAccount,
  { tokens, credVersion, providerId }: FreshTokens,
): Promise<boolean> {
  try {
    const { config, client } = await discoverProvider(context, await requireProvider(context, providerId))
    const inputs = scalars(loginInputs(context, login))
    const request = introspectRequest({ config, client, inputs, tokens, fresh: freshOf(context) })
    const said = request ? readIntrospection(config, await sendRequest(context, request)) : undefined
    if (said?.active === false) return false
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    context.log.debug('not-introspected', { id: login.id, code: error.code })
  }
  const cache = caches.get(context) ?? new Map<string, { credVersion: number; until: number }>()
  caches.set(context, cache)
  cache.set(login.id, { credVersion, until: context.store.now() + KEEP_MS })
  return true
}
