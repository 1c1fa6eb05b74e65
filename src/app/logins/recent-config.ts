import type { ProviderConfig } from '#oauth/types.ts'
import type { AppContext } from '../context.ts'
import { requireProvider } from './open-provider.ts'

/** A changed config.json shows in what is handed out after this time. */
const KEEP_MS = 10_000

interface Recent {
  config?: ProviderConfig
  until: number
  /** Whoever asks meanwhile waits for the same reading. */
  reading?: Promise<ProviderConfig>
}

const caches = new WeakMap<AppContext, Map<string, Recent>>()

/** The config of a provider as it was a moment ago; undefined when it has to be read first. */
export function recentConfig(context: AppContext, providerId: string): ProviderConfig | undefined {
  const known = caches.get(context)?.get(providerId)
  return known && known.until > context.clock.now() ? known.config : undefined
}

/** The config of a provider, read now, and remembered. Throws `not_found` and `unreadable`. */
export function readConfig(context: AppContext, providerId: string): Promise<ProviderConfig> {
  const cache = caches.get(context) ?? new Map<string, Recent>()
  caches.set(context, cache)
  const known = cache.get(providerId)
  if (known?.reading) return known.reading
  const reading = requireProvider(context, providerId).then(
    ({ config }) => {
      cache.set(providerId, { config, until: context.clock.now() + KEEP_MS })
      return config
    },
    (error: unknown) => {
      cache.delete(providerId)
      throw error
    },
  )
  cache.set(providerId, { until: 0, reading })
  return reading
}
