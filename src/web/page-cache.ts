import { createQueryCache } from './lib/query-cache.ts'

/** All that this page has read from the server. */
export const pageCache = createQueryCache()
