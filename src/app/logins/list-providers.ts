import type { ProviderConfig } from '#oauth/types.ts'
import { resolveText } from '#schema/texts.ts'
import type { ProviderList } from '#shared/contract/logins.ts'
import type { ProviderRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { pinnedHosts } from './open-provider.ts'
import { redirectTarget } from './redirect-uri.ts'

/** What is loaded, with the redirect URI to register at each service. Needs no key: nothing secret is read. */
export function makeListProviders(context: AppContext) {
  return async (): Promise<ProviderList> => {
    const { store, owner, config } = context
    const rows = await store.providers.list(owner.workspaceId)
    const items = await Promise.all(
      rows.map(async row => ({
        id: row.id,
        connector: row.connector,
        displayName: row.displayName,
        title: titleOf(context, row),
        redirectUri: redirectTarget(config, row.connector, row.displayName).uri,
        hosts: [...new Set(pinnedHosts(row).map(({ host }) => host))],
        scopes: scopesOf(context, row),
        logins: await store.providers.countLogins(row.id),
        updatedAt: new Date(row.updatedAt).toISOString(),
      })),
    )
    return { items }
  }
}

function scopesOf({ catalogue }: AppContext, row: ProviderRow): ProviderList['items'][number]['scopes'] {
  const { scopes } = JSON.parse(row.config) as ProviderConfig
  const found = catalogue.findOAuth(row.connector)
  const words = found && catalogue.texts(found.connector, 'en')
  return scopes.map(({ text, ticked, required }) => ({
    text: words ? resolveText(text, words) : text,
    ticked,
    required,
  }))
}

function titleOf({ catalogue }: AppContext, row: ProviderRow): string {
  const { title } = JSON.parse(row.config) as ProviderConfig
  const found = catalogue.findOAuth(row.connector)
  return found ? resolveText(title, catalogue.texts(found.connector, 'en')) : title
}
