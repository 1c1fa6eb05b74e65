import { queryOptions } from '@tanstack/react-query'
import type { Account, AccountPage, ConnectionDetail } from '#shared/contract/accounts.ts'
import type { ActionList, ConnectorList } from '#shared/contract/connectors.ts'
import type { PageEvent } from '#shared/contract/events.ts'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import type { ApiKeyList } from '#shared/contract/keys.ts'
import type { Consent, ProviderList } from '#shared/contract/logins.ts'
import type { Session } from '#shared/contract/session.ts'
import { callApi } from './api.ts'
import { pageLocale } from './locale.ts'

const PAGE_SIZE = 200
const MOST_PAGES = 50

/** What has to be fetched again when the server names an event. The first part of every query key is one of these. */
export const EVENT_KEYS: Record<PageEvent, readonly string[]> = {
  connectors: ['connectors', 'actions', 'forms', 'preview', 'consent', 'providers', 'accounts'],
  accounts: ['accounts', 'providers'],
  providers: ['providers', 'connectors', 'consent'],
  keys: ['keys'],
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => callApi<Session>('GET', '/api/page/session', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const connectorsQuery = queryOptions({
  queryKey: ['connectors', pageLocale()],
  queryFn: ({ signal }) => callApi<ConnectorList>('GET', withLocale('/api/page/connectors'), { signal }),
})

export const actionsQuery = queryOptions({
  queryKey: ['actions', pageLocale()],
  queryFn: ({ signal }) => callApi<ActionList>('GET', withLocale('/api/page/actions'), { signal }),
})

/** Every saved entry: the list searches, counts and groups in the page, so it follows the cursor to the end. */
export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: async ({ signal }) => {
    const items: Account[] = []
    let cursor = ''
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = `limit=${PAGE_SIZE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`
      const answer = await callApi<AccountPage>('GET', withLocale(`/api/page/accounts?${query}`), { signal })
      items.push(...answer.items)
      if (!answer.next) break
      cursor = answer.next
    }
    return items
  },
})

export function connectionQuery(id: string) {
  return queryOptions({
    queryKey: ['connection', id],
    queryFn: ({ signal }) => callApi<ConnectionDetail>('GET', `/api/page/connections/${id}`, { signal }),
    staleTime: 0,
    gcTime: 0,
  })
}

/** The form of a connection type. Kept while it is open, so that a refetch never changes fields under typing hands. */
export function formQuery(name: string, version?: string) {
  const query = version ? `?version=${encodeURIComponent(version)}` : ''
  return queryOptions({
    queryKey: ['forms', name, version ?? 'latest', pageLocale()],
    queryFn: ({ signal }) =>
      callApi<ConnectionForm>('GET', withLocale(`/api/page/forms/${encodeURIComponent(name)}${query}`), { signal }),
    staleTime: 0,
  })
}

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: ({ signal }) => callApi<ProviderList>('GET', '/api/page/providers', { signal }),
})

export function consentQuery(providerId: string) {
  return queryOptions({
    queryKey: ['consent', providerId, pageLocale()],
    queryFn: ({ signal }) =>
      callApi<Consent>('GET', withLocale(`/api/page/providers/${encodeURIComponent(providerId)}/consent`), { signal }),
  })
}

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => callApi<ApiKeyList>('GET', '/api/page/keys', { signal }),
})

function withLocale(path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}locale=${encodeURIComponent(pageLocale())}`
}
