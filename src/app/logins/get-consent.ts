import type { PinnedHost } from '#oauth/load-types.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import { resolveText } from '#schema/texts.ts'
import type { Consent } from '#shared/contract/logins.ts'
import type { AppContext } from '../context.ts'
import { inputBundle } from './input-form.ts'
import { pinnedHosts, requireProvider } from './open-provider.ts'

const SIGNS_IN_AT = {
  authorization_code: 'auth_url',
  client_credentials: 'token_url',
  device_code: 'device_url',
} as const

/** Where the person signs in; without a person, where the application does. */
function hostOf(hosts: readonly PinnedHost[], config: ProviderConfig): string {
  const wanted = config.protocol === 'oauth2' ? SIGNS_IN_AT[config.grant] : 'auth_url'
  return hosts.find(({ key }) => key === wanted)?.host ?? ''
}

/** What the consent page shows: one box a scope, the inputs asked before the login, and where it leads. */
export function makeGetConsent(context: AppContext) {
  return async (providerId: string, locale: string): Promise<Consent> => {
    const { row, config, service, title, texts } = await requireProvider(context, providerId)
    const words = texts(locale)
    return {
      providerId: row.id,
      displayName: row.displayName,
      service,
      title: title(locale),
      host: hostOf(pinnedHosts(row), config),
      scopes: config.scopes.map(scope => ({ ...scope, text: resolveText(scope.text, words) })),
      before: await inputBundle(context, config.before, words),
      ...pasteOf(config),
    }
  }
}

/** A token that is bound to a key of ours comes from nowhere else. */
function pasteOf(config: ProviderConfig): Pick<Consent, 'paste'> {
  if (config.protocol === 'oauth1') return { paste: 'pair' }
  return config.dpop ? {} : { paste: 'token' }
}
