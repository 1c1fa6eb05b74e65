import type { Configuration, Provider } from 'oidc-provider'
import { findAccount } from './accounts.ts'
import { createFileAdapter } from './file-adapter.ts'
import { loadOidc } from './load-oidc.ts'
import type { PracticeSettings } from './settings-file.ts'
import { CLOUD, errorPage } from './sign-in-pages.ts'

const DAY = 24 * 60 * 60

interface ProviderOptions {
  issuer: string
  settings: PracticeSettings
  /** File that keeps sessions, grants and tokens. */
  storeFile: string
  redirectUris: string[]
  /** What tests ask of the server beyond practice. */
  configure?: (usual: Configuration) => Configuration
}

/** An OpenID provider with one client: code flow with PKCE, refresh tokens that change at every use, revocation. */
export async function createProvider(options: ProviderOptions): Promise<Provider> {
  const { Provider } = await loadOidc()
  const { issuer, configure = usual => usual } = options
  return new Provider(issuer, configure(configurationOf(options)))
}

function configurationOf({ settings, storeFile, redirectUris }: ProviderOptions): Configuration {
  return {
    adapter: createFileAdapter(storeFile),
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        client_name: 'Flow Connections',
        redirect_uris: redirectUris,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [settings.signingKey] },
    cookies: { keys: settings.cookieKeys },
    scopes: ['openid', 'offline_access', 'parts.read', 'parts.write'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    responseTypes: ['code'],
    // Short on purpose: within a coffee a person sees a token refreshed.
    ttl: {
      AccessToken: 120,
      AuthorizationCode: 60,
      IdToken: 120,
      RefreshToken: 14 * DAY,
      Interaction: 15 * 60,
      Session: DAY,
      Grant: 14 * DAY,
    },
    clientBasedCORS: () => false,
    interactions: { url: (_context, interaction) => `/sign-in/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_context, client, token) => token.clientId === client.clientId },
      introspection: { enabled: true, allowedPolicy: (_context, client, token) => token.clientId === client.clientId },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    async findAccount(_context, id) {
      const account = findAccount(id)
      if (!account) return undefined
      return {
        accountId: account.id,
        claims: async () => ({ sub: account.id, name: account.name, preferred_username: account.id }),
      }
    },
    renderError(context, out) {
      context.type = 'html'
      context.body = errorPage(CLOUD, out.error, out.error_description)
    },
  }
}
