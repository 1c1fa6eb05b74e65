import { createHash } from 'node:crypto'
import { returnedToken } from '#oauth/oauth1/check-return.ts'
import { slugOf } from '#oauth/slug.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { type OpenedProvider, openProvider } from './open-provider.ts'

/** Only the hash of what comes back in a callback is stored. */
export function hashState(state: string): string {
  return createHash('sha256').update(state).digest('hex')
}

/** Where a server sends no state back, one attempt for each session and provider may be open. */
export function lookupWithoutState({
  sessionHash,
  providerId,
}: Pick<AttemptRow, 'sessionHash' | 'providerId'>): string {
  return hashState(`no state\n${sessionHash}\n${providerId}`)
}

/** Servers of OAuth 1 choose the temporary token themselves, so none may choose one for another provider. */
export function lookupByToken(providerId: string, token: string): string {
  return hashState(`temporary token\n${providerId}\n${token}`)
}

export interface CallbackPlace {
  connector: string
  /** Empty for the shared return URL. */
  slug: string
  query: URLSearchParams
}

/** The attempt a callback is about, whoever brings it; null when it names none. */
export async function findAttempt(
  context: AppContext,
  sessionHash: string,
  callback: CallbackPlace,
): Promise<AttemptRow | null> {
  const { attempts } = context.store
  const states = callback.query.getAll('state')
  if (states.length > 1) return null
  const found = states[0] ? await attempts.byLookupHash(hashState(states[0])) : null
  if (found) return found
  for (const provider of await namedProviders(context, callback)) {
    const lookup = lookupOf(provider, sessionHash, callback.query)
    const row = lookup === undefined ? null : await attempts.byLookupHash(lookup)
    if (row) return row
  }
  return null
}

/** The path only says under which names to look; what they lead to is checked like any other attempt. */
async function namedProviders(context: AppContext, { connector, slug }: CallbackPlace): Promise<OpenedProvider[]> {
  const { config, store } = context
  const names = slug === '' ? config.sharedReturnFor.map(splitName) : [[connector, slug] as const]
  const rows = await Promise.all(names.map(([name, own]) => store.providers.bySlug(name, own)))
  const opened = rows.filter(row => row !== null).map(row => openProvider(context, row))
  // Several providers answer at the shared address, and only a token of OAuth 1 says which of them it is.
  return slug === '' ? opened.filter(({ config: { protocol } }) => protocol === 'oauth1') : opened
}

/** `<connector>/<display name>` as connector and slug. */
function splitName(name: string): readonly [string, string] {
  const mark = name.indexOf('/')
  return [name.slice(0, mark), slugOf(name.slice(mark + 1))]
}

function lookupOf({ config, row }: OpenedProvider, sessionHash: string, query: URLSearchParams): string | undefined {
  if (config.protocol === 'oauth1') {
    const token = returnedToken(query)
    return token === undefined ? undefined : lookupByToken(row.id, token)
  }
  if (config.noState) return lookupWithoutState({ sessionHash, providerId: row.id })
  const states = config.stateParam === 'state' ? [] : query.getAll(config.stateParam)
  return states.length === 1 && states[0] ? hashState(states[0]) : undefined
}
