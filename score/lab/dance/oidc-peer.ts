import { join } from 'node:path'
import type { Configuration } from 'oidc-provider'
import { type LoginWorld, PUBLIC_URL, RETURN_PATH } from '#app/logins/fixtures/login-world.ts'
import type { JsonObject } from '#shared/json.ts'
import { createCookieBrowser } from '../../../examples/practice/cookie-browser.ts'
import { startPractice } from '../../../examples/practice/start-practice.ts'
import type { Peer, Step } from './peer.ts'

/** A further part of the standards, on both sides: what the server asks for, and the config.json that gives it. */
export interface OidcVariant {
  configure?: (usual: Configuration) => Configuration
  /** Keys of `oauth2_ext`. */
  ext?: (providerUrl: string) => JsonObject
  more?: readonly Step[]
}

/** `oidc-provider`: certified, PKCE required, refresh tokens that change at every use. */
export function oidcPeer(variant: OidcVariant = {}): (world: LoginWorld) => Promise<Peer> {
  return world => openOidcPeer(world, variant)
}

async function openOidcPeer(world: LoginWorld, { configure, ext, more = [] }: OidcVariant): Promise<Peer> {
  const server = await startPractice({
    dataDir: join(world.folder, 'oidc'),
    redirectUris: [PUBLIC_URL + RETURN_PATH],
    providerPort: 0,
    targetPort: 0,
    ...(configure ? { configure } : {}),
  })
  const { clientId, clientSecret, providerUrl } = server
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
    },
    values: { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret },
    account: 'planner',
    cancels: true,
    more,
    async visit(loginUrl, step = 'allow') {
      const browser = createCookieBrowser()
      const page = (await browser.get(loginUrl)).location ?? ''
      const resumed = await browser.post(`${page}/login`, { user: 'planner', password: 'let-me-in' })
      const consent = (await browser.get(resumed.location ?? '')).location ?? ''
      const allowed = await browser.post(`${consent}/${step}`, {})
      return new URL((await browser.get(allowed.location ?? '')).location ?? '').search.slice(1)
    },
    async isActive(token) {
      const body = new URLSearchParams({ token, client_id: clientId, client_secret: clientSecret })
      const answer = await fetch(`${providerUrl}/token/introspection`, { method: 'POST', body })
      return ((await answer.json()) as { active: boolean }).active
    },
    close: () => server.close(),
  }
}
