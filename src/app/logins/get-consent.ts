import { resolveText } from '#schema/texts.ts'
import type { Consent } from '#shared/contract/logins.ts'
import type { AppContext } from '../context.ts'
import { inputBundle } from './input-form.ts'
import { pinnedHosts, requireProvider } from './open-provider.ts'

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
      host: pinnedHosts(row).find(({ key }) => key === 'auth_url')?.host ?? '',
      scopes: config.scopes.map(scope => ({ ...scope, text: resolveText(scope.text, words) })),
      before: await inputBundle(context, config.before, words),
    }
  }
}
