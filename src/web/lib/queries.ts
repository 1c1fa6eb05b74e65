import type { Account, AccountPage, ConnectionDetail } from '#shared/contract/accounts.ts'
import type { ActionList, ConnectorList } from '#shared/contract/connectors.ts'
import type { PageEvent } from '#shared/contract/events.ts'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import type { Health } from '#shared/contract/health.ts'
import type { AllowedHostList } from '#shared/contract/hosts.ts'
import type { ApiKeyList } from '#shared/contract/keys.ts'
import type { Consent, ProviderList } from '#shared/contract/logins.ts'
import type { People } from '#shared/contract/people.ts'
import type { Session, SessionList } from '#shared/contract/session.ts'
import type { AccountRecord, AccountUses } from '#shared/contract/uses.ts'
import type { DeliveryList, WebhookList } from '#shared/contract/webhooks.ts'
import { callApi } from './api.ts'
import { withLocale } from './locale.ts'
import type { Query } from './query-entry.ts'

const PAGE_SIZE = 200
const MOST_PAGES = 250

/** What has to be fetched again when the server names an event. The first part of every query key is one of these. */
export const EVENT_KEYS: Record<PageEvent, readonly string[]> = {
  connectors: ['preview', 'forms', 'connectors', 'actions', 'consent', 'providers', 'accounts', 'health'],
  accounts: ['accounts', 'providers', 'uses', 'record', 'health'],
  providers: ['providers', 'connectors', 'consent', 'health'],
  keys: ['keys'],
  hosts: ['hosts'],
  webhooks: ['webhooks', 'deliveries'],
}

/** What holds texts of connectors: read again in another language, while the texts before stay on show. */
export const SPOKEN_KEYS = ['connectors', 'actions', 'forms', 'consent', 'accounts', 'providers'] as const

export const sessionQuery: Query<Session> = {
  key: ['session'],
  fetch: signal => callApi<Session>('GET', '/api/page/session', { signal }),
  freshFor: Number.POSITIVE_INFINITY,
}

export const connectorsQuery: Query<ConnectorList> = {
  key: ['connectors'],
  fetch: signal => callApi<ConnectorList>('GET', withLocale('/api/page/connectors'), { signal }),
}

export const actionsQuery: Query<ActionList> = {
  key: ['actions'],
  fetch: signal => callApi<ActionList>('GET', withLocale('/api/page/actions'), { signal }),
}

/** Every saved entry: the list searches, counts and groups in the page, so it follows the cursor to the end. */
export const accountsQuery: Query<Account[]> = {
  key: ['accounts'],
  fetch: async signal => {
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
}

/** Always as it is now: it is edited, and sent back with its row version. */
export function connectionQuery(id: string): Query<ConnectionDetail> {
  return {
    key: ['connection', id],
    fetch: signal => callApi<ConnectionDetail>('GET', `/api/page/connections/${id}`, { signal }),
    forget: true,
  }
}

/** Who uses an entry, as it is now: it is asked before something is done that they would feel. */
export function usesQuery(id: string): Query<AccountUses> {
  return {
    key: ['uses', id],
    fetch: signal => callApi<AccountUses>('GET', `/api/page/accounts/${id}/uses`, { signal }),
    forget: true,
  }
}

export function recordQuery(id: string): Query<AccountRecord> {
  return {
    key: ['record', id],
    fetch: signal => callApi<AccountRecord>('GET', `/api/page/accounts/${id}/record`, { signal }),
    forget: true,
  }
}

/** The form of a connection type: the newest one each time it is opened. */
export function formQuery(name: string, version?: string): Query<ConnectionForm> {
  const query = version ? `?version=${encodeURIComponent(version)}` : ''
  return {
    key: ['forms', name, version ?? 'latest'],
    fetch: signal =>
      callApi<ConnectionForm>('GET', withLocale(`/api/page/forms/${encodeURIComponent(name)}${query}`), { signal }),
    forget: true,
  }
}

export const providersQuery: Query<ProviderList> = {
  key: ['providers'],
  fetch: signal => callApi<ProviderList>('GET', '/api/page/providers', { signal }),
}

export function consentQuery(providerId: string): Query<Consent> {
  return {
    key: ['consent', providerId],
    fetch: signal =>
      callApi<Consent>('GET', withLocale(`/api/page/providers/${encodeURIComponent(providerId)}/consent`), { signal }),
  }
}

export const healthQuery: Query<Health> = {
  key: ['health'],
  fetch: signal => callApi<Health>('GET', '/api/page/health', { signal }),
  forget: true,
}

export const hostsQuery: Query<AllowedHostList> = {
  key: ['hosts'],
  fetch: signal => callApi<AllowedHostList>('GET', '/api/page/hosts', { signal }),
}

export const sessionsQuery: Query<SessionList> = {
  key: ['sessions'],
  fetch: signal => callApi<SessionList>('GET', '/api/page/sessions', { signal }),
}

export const peopleQuery: Query<People> = {
  key: ['people'],
  fetch: signal => callApi<People>('GET', '/api/page/people', { signal }),
}

export const keysQuery: Query<ApiKeyList> = {
  key: ['keys'],
  fetch: signal => callApi<ApiKeyList>('GET', '/api/page/keys', { signal }),
}

export const webhooksQuery: Query<WebhookList> = {
  key: ['webhooks'],
  fetch: signal => callApi<WebhookList>('GET', '/api/page/webhooks', { signal }),
}

/** What a webhook was told, as it is now. */
export function deliveriesQuery(id: string): Query<DeliveryList> {
  return {
    key: ['deliveries', id],
    fetch: signal => callApi<DeliveryList>('GET', `/api/page/webhooks/${id}/deliveries`, { signal }),
    forget: true,
  }
}
