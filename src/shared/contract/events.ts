/** `GET /api/page/events` (server-sent events): the name says what to fetch again; no data of anybody travels. */
export type PageEvent = 'connectors' | 'accounts' | 'providers' | 'keys' | 'hosts' | 'webhooks'
