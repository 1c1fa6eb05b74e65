import { join } from 'node:path'
import type { Configuration } from 'oidc-provider'
import { type LoginWorld, PUBLIC_URL, RETURN_PATH } from '#app/logins/fixtures/login-world.ts'
import type { JsonObject } from '#shared/json.ts'
import { type CookieBrowser, createCookieBrowser } from '../../../examples/practice/cookie-browser.ts'
import { startPractice } from '../../../examples/practice/start-practice.ts'
import type { Peer, Step } from './peer.ts'
import { withFeature } from './with-feature.ts'

/** A further part of the standards, on both sides: what the server asks for, and the config.json that gives it. */
export interface OidcVariant {
  configure?: (usual: Configuration) => Configuration
  /** Keys of `oauth2_ext`. */
  ext?: (providerUrl: string) => JsonObject
  /** Further fields of the config. */
  document?: JsonObject
  /** Beside CLIENT_ID in the load file, in place of the secret. */
  values?: Record<string, string>
  /** Told where the server is. */
  ready?: (providerUrl: string) => void
  /** The person enters a code, and goes to no login page. */
  byCode?: boolean
  more?: readonly Step[]
  close?: () => Promise<void>
}

/** An API of the same house, which may ask what a token is worth. */
const INSPECTOR = { client_id: 'depot-api', client_secret: 'canary-inspector' }

/** `oidc-provider`: certified, PKCE required, refresh tokens that change at every use. */
export function oidcPeer(variant: OidcVariant = {}): (world: LoginWorld) => Promise<Peer> {
  return world => openOidcPeer(world, variant)
}

async function openOidcPeer(world: LoginWorld, variant: OidcVariant): Promise<Peer> {
  const { configure = usual => usual, ext, document, byCode = false, more = [] } = variant
  const server = await startPractice({
    dataDir: join(world.folder, 'oidc'),
    redirectUris: [PUBLIC_URL + RETURN_PATH],
    providerPort: 0,
    targetPort: 0,
    configure: usual => configure(withInspector(usual)),
  })
  const { clientId, clientSecret, providerUrl } = server
  variant.ready?.(providerUrl)
  return {
    document: {
      name: 'depot-cloud',
      title: 'oidc-provider',
      oauth_type: 'OAuth2',
      oauth2_auth_query: ['{"prompt":"consent"}'],
      oauth2_params_scope: [
        '{"openid":"Know who you are"}',
        '{"profile":"Know your name"}',
        '{"offline_access":"Stay"}',
      ],
      oauth2_ext: {
        issuer: providerUrl,
        discovery: true,
        userinfo: {},
        account: { id: '/sub', label: '/preferred_username', from: 'userinfo' },
        revoke: { tokens: 'both' },
        ...ext?.(providerUrl),
      },
      oauth2_validate_url: `${providerUrl}/me`,
      ...document,
    },
    values: { CLIENT_ID: clientId, ...(variant.values ?? { CLIENT_SECRET: clientSecret }) },
    account: 'planner',
    cancels: byCode ? 'token_refused' : 'server_denied',
    more,
    async visit(loginUrl, step = 'allow') {
      const browser = createCookieBrowser()
      const back = await decide(browser, (await browser.get(loginUrl)).location ?? '', step)
      return new URL(back.location ?? '').search.slice(1)
    },
    async enterCode({ userCode, page }, step) {
      const browser = createCookieBrowser()
      const { text } = await browser.get(page)
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
      const form = { xsrf, user_code: userCode }
      if (step === 'cancel') return void (await browser.post(page, { ...form, abort: 'yes' }))
      const { location } = await browser.post(page, { ...form, confirm: 'yes' })
      await decide(browser, location ?? '', step)
    },
    async isActive(token) {
      const body = new URLSearchParams({ token, ...INSPECTOR })
      const answer = await fetch(`${providerUrl}/token/introspection`, { method: 'POST', body })
      return ((await answer.json()) as { active: boolean }).active
    },
    async close() {
      await server.close()
      await variant.close?.()
    },
  }
}

/** Signs in on the page at this address and answers the question behind it; what comes then. */
async function decide(browser: CookieBrowser, page: string, step: 'allow' | 'cancel') {
  const resumed = await browser.post(`${page}/login`, { user: 'planner', password: 'let-me-in' })
  const consent = (await browser.get(resumed.location ?? '')).location ?? ''
  const decided = await browser.post(`${consent}/${step}`, {})
  return browser.get(decided.location ?? '')
}

function withInspector(usual: Configuration): Configuration {
  const inspector = { ...INSPECTOR, redirect_uris: [], response_types: [], grant_types: [] }
  const clients = [
    ...(usual.clients ?? []),
    { ...inspector, token_endpoint_auth_method: 'client_secret_post' as const },
  ]
  return withFeature({ introspection: { enabled: true, allowedPolicy: () => true } })({ ...usual, clients })
}
