import type { EgressFetch, FetchOptions } from '#egress/create-fetch.ts'

/** Requests to the outside. The HTTP client behind them is loaded for the first one: few commands ever send any. */
export function makeLazyFetch(options: FetchOptions): EgressFetch {
  let made: Promise<EgressFetch> | undefined
  return async request => {
    made ??= import('#egress/create-fetch.ts').then(({ createFetch }) => createFetch(options))
    return (await made)(request)
  }
}
