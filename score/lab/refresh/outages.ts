import { setTimeout as sleep } from 'node:timers/promises'
import type { TokenServer, Trouble } from './token-server.ts'

/** What an outage may touch. */
export interface OutageSite {
  server: TokenServer
  /** Names are known; false: the DNS does not answer. */
  names: { known: boolean }
  /** Ms a whole request may take; undefined: as long as in the program. */
  wholeMs: number | undefined
}

export interface Outage {
  name: string
  begin(site: OutageSite): void | Promise<void>
  end(site: OutageSite): void | Promise<void>
  /** Ms a used refresh token still works. */
  graceMs?: number
  /** Needs a server with a certificate. */
  tls?: boolean
}

/** In the place of the 20 s that a request may take: the server answers after half as long again, as after 30 s. */
const SHORT_MS = 1_000
const PAGE = '<!doctype html><title>Sorry</title><p>We will be back soon.'

/** Every request is answered like this, and nothing is given out. */
function answers(name: string, trouble: Trouble): Outage {
  return {
    name,
    begin: ({ server }) => {
      server.trouble = () => trouble
    },
    end: ({ server }) => {
      server.trouble = undefined
    },
  }
}

export const OUTAGES: readonly Outage[] = [
  { name: 'nobody listens', begin: ({ server }) => server.down(), end: ({ server }) => server.up() },
  {
    name: 'the name is not known',
    begin: ({ names }) => {
      names.known = false
    },
    end: ({ names }) => {
      names.known = true
    },
  },
  { name: 'an expired certificate', tls: true, begin: () => undefined, end: () => undefined },
  {
    name: 'answers later than we wait',
    begin: site => {
      site.wholeMs = SHORT_MS
      // Whoever has gone by then gets nothing, and nothing was given out.
      site.server.trouble = () => sleep(SHORT_MS * 1.5, { hangUp: true })
    },
    end: site => {
      site.wholeMs = undefined
      site.server.trouble = undefined
    },
  },
  answers('503 with a page', { status: 503, body: PAGE }),
  answers('500 that says invalid_grant', { status: 500, body: '{"error":"invalid_grant"}' }),
  answers('200 with a page', { status: 200, body: PAGE }),
  answers('200 with nothing', { status: 200 }),
  answers('429, come back in a minute', { status: 429, headers: { 'retry-after': '60' } }),
  answers('connections that end without an answer', { hangUp: true }),
  {
    name: 'one answer lost, at a server with 60 s of grace',
    graceMs: 60_000,
    begin: ({ server }) => {
      const told = new Set<unknown>()
      server.trouble = family => {
        if (told.has(family)) return undefined
        told.add(family)
        return { commit: true, hangUp: true }
      }
    },
    end: ({ server }) => {
      server.trouble = undefined
    },
  },
]
