import { useContext, useEffect, useSyncExternalStore } from 'react'
import { type QueryCache, QueryCacheContext } from './query-cache.ts'
import { type Query, type QueryState, UNASKED } from './query-entry.ts'

export type QueryResult<T> = QueryState<T> & { readonly refetch: () => void }

export function useQueryCache(): QueryCache {
  const cache = useContext(QueryCacheContext)
  if (!cache) throw new TypeError('there is no query cache around this component')
  return cache
}

/** What the server answers to `query`, kept up to date. Without a query nothing is asked. */
export function useQuery<T>(query: Query<T> | undefined): QueryResult<T> {
  const cache = useQueryCache()
  const entry = query && cache.entryOf(query)
  const read = entry?.getState ?? readNothing
  const state = useSyncExternalStore<QueryState<T>>(entry?.subscribe ?? watchNothing, read, read)
  useEffect(() => entry?.refreshIfStale(), [entry])
  return { ...state, refetch: () => void entry?.invalidate() }
}

const watchNothing = () => () => undefined
const readNothing = () => UNASKED

/** What the router read before anything was drawn, kept up to date. */
export function useLoaded<T>(query: Query<T>): T {
  const { data } = useQuery(query)
  if (data === undefined) throw new TypeError('this is drawn before it is loaded')
  return data
}
