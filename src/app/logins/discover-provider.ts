import { metadataRequests, readMetadata, type ServerMetadata, withMetadata } from '#oauth/server-metadata.ts'
import type { TokenFailure } from '#oauth/token-set.ts'
import type { OAuth2Config } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AppContext } from '../context.ts'
import { type OpenedProvider, pinnedHosts } from './open-provider.ts'
import { sendRequest } from './send-request.ts'

const FRESH_MS = 3_600_000
/** A server that cannot be asked again goes on as it last said. */
const STALE_MS = 86_400_000

interface Known {
  metadata: ServerMetadata
  at: number
}

const caches = new WeakMap<AppContext, Map<string, Known>>()

/**
 * The provider with the addresses that its server names, where the config leaves them to it (`discovery`). Kept for an
 * hour. Throws `temporarily_unavailable` when the server cannot be asked, `token_refused` when what it says is not taken.
 */
export async function discoverProvider<T extends OpenedProvider>(context: AppContext, provider: T): Promise<T> {
  const { config, row } = provider
  if (config.protocol === 'oauth1' || !config.discovery) return provider
  const metadata = await metadataOf(context, row.id, config)
  const approved = pinnedHosts(row).map(({ host }) => host)
  return { ...provider, config: withMetadata(config, metadata, approved) }
}

/** The same for renewals: a server that does not name its addresses now costs nobody a login. */
export async function tryDiscover(
  context: AppContext,
  provider: OpenedProvider,
): Promise<OpenedProvider | TokenFailure> {
  try {
    return await discoverProvider(context, provider)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const kind = error.code === 'temporarily_unavailable' ? 'transient' : 'config'
    return { class: kind, error: 'discovery', description: error.detail, own: true }
  }
}

async function metadataOf(context: AppContext, id: string, config: OAuth2Config): Promise<ServerMetadata> {
  const cache = caches.get(context) ?? new Map<string, Known>()
  caches.set(context, cache)
  const key = `${id}\n${config.issuer ?? ''}`
  const known = cache.get(key)
  const now = context.clock.now()
  if (known && now - known.at < FRESH_MS) return known.metadata
  try {
    const metadata = await ask(context, config)
    cache.set(key, { metadata, at: now })
    return metadata
  } catch (error) {
    const away = error instanceof AppError && error.code === 'temporarily_unavailable'
    if (away && known && now - known.at < STALE_MS) return known.metadata
    throw error
  }
}

async function ask(context: AppContext, config: OAuth2Config): Promise<ServerMetadata> {
  let why = ''
  for (const request of metadataRequests(config)) {
    const raw = await sendRequest(context, request)
    const read = readMetadata(config, raw)
    if (read.ok) return read.metadata
    why = read.why
    if (raw.status === 429 || raw.status >= 500) break
  }
  const detail = `${config.title} was asked for its addresses, and ${why}.`
  throw new AppError('temporarily_unavailable', { detail, retryAfter: 5, meta: { cause: 'discovery' } })
}
