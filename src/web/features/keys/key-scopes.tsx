import type { NewApiKey } from '#shared/contract/keys.ts'
import { CheckList } from '../../components/check-list.tsx'
import { t } from '../../lib/words-administration.ts'

export type KeyScope = NonNullable<NewApiKey['scopes']>[number]

/** What a key may do, in the words of the page. */
const SCOPES = [
  ['credentials:read', 'scopeRead'],
  ['uses:write', 'scopeUses'],
  ['sessions:create', 'scopeSessions'],
  ['act-as-user', 'scopeActAs'],
  ['connections:read', 'scopeExport'],
  ['connections:write', 'scopeApply'],
  ['webhooks:write', 'scopeWebhooks'],
] as const satisfies readonly (readonly [KeyScope, string])[]

/** What most programs need. */
export const USUAL_SCOPES: readonly KeyScope[] = ['credentials:read', 'uses:write']

/** One box a permission. */
export function KeyScopes({
  chosen,
  error,
  onChange,
}: {
  chosen: readonly KeyScope[]
  error: string | undefined
  onChange: (chosen: KeyScope[]) => void
}) {
  const options = SCOPES.map(([scope, word]) => [scope, t(word)] as const)
  return <CheckList<KeyScope> title={t('keyScopes')} {...{ options, chosen, error, onChange }} />
}

/** The same as one line, for the list. A scope that this page does not know by its name. */
export function scopeWords(scopes: readonly string[]): string {
  const known = new Map<string, (typeof SCOPES)[number][1]>(SCOPES)
  return scopes
    .map(scope => {
      const word = known.get(scope)
      return word ? t(word) : scope
    })
    .join(' · ')
}
