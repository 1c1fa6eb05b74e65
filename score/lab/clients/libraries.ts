/** One way to the network that connectors are written with. */
export interface Library {
  /** Its file in `connector/clients`. */
  name: string
  speaks: 'http' | 'http2' | 'postgres' | 'ldap' | 'start-tls'
  /** What has to be installed for it. */
  package?: string
}

/** The newest that are kept, and two that nobody keeps but many connectors still use. */
export const LIBRARIES: readonly Library[] = [
  { name: 'node-http', speaks: 'http' },
  { name: 'node-http2', speaks: 'http2' },
  { name: 'fetch', speaks: 'http' },
  { name: 'undici', speaks: 'http', package: 'undici' },
  { name: 'axios', speaks: 'http', package: 'axios' },
  { name: 'got', speaks: 'http', package: 'got' },
  { name: 'node-fetch', speaks: 'http', package: 'node-fetch' },
  { name: 'request', speaks: 'http', package: 'request' },
  { name: 'superagent', speaks: 'http', package: 'superagent' },
  { name: 'pg', speaks: 'postgres', package: 'pg' },
  { name: 'ldapts', speaks: 'ldap', package: 'ldapts' },
  { name: 'ldap-start-tls', speaks: 'start-tls', package: 'ldapts' },
]

/** What is not among the clone's own packages, in the versions that are tried. */
export const FROM_THE_REGISTRY: Record<string, string> = {
  'node-fetch': '3.3.2',
  request: '2.88.2',
  superagent: '10.4.2',
}
