import { isGranted, missingScopes } from '#oauth/missing-scopes.ts'
import type { TokenSet } from '#oauth/token-set.ts'
import type { Scope } from '#oauth/types.ts'
import { resolveText } from '#schema/texts.ts'
import type { TextBundles } from '#schema/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { ProviderRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { readConfig, recentConfig } from './recent-config.ts'

/** Permissions in the words of the consent page. */
export function namesOf(scopes: readonly Scope[], texts: TextBundles): string {
  return scopes.map(({ text }) => resolveText(text, texts)).join(', ')
}

/**
 * What the owner is told of permissions that came to the config after the sign-in (oauth.md §12): the login goes on
 * without them until its next renewal, where one is required, and for ever, where it is not.
 */
export async function scopeHint(
  context: AppContext,
  provider: ProviderRow,
  { tokens, locale }: { tokens: TokenSet; locale: string },
): Promise<{ message?: string }> {
  const config = await currentConfig(context, provider.id)
  const found = context.catalogue.findOAuth(provider.connector)
  if (!config || !found) return {}
  const texts = context.catalogue.texts(found.connector, locale)
  const needed = missingScopes(config, tokens)
  if (needed.length > 0) {
    return { message: `Newly needed: ${namesOf(needed, texts)}. Reconnect this login to allow it.` }
  }
  const { offered } = tokens
  const isNew = ({ value }: Scope) => !offered?.includes(value) && !isGranted(value, tokens)
  // Logins from before were not told what was offered to them.
  const fresh = offered ? config.scopes.filter(isNew) : []
  if (fresh.length === 0) return {}
  return { message: `Newly offered: ${namesOf(fresh, texts)}. Reconnect this login to allow it.` }
}

/** Undefined where it cannot be read: the list says so in its own way. */
async function currentConfig(context: AppContext, providerId: string) {
  try {
    return recentConfig(context, providerId) ?? (await readConfig(context, providerId))
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
