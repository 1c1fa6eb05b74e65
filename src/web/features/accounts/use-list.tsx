import { ErrorBanner } from '../../components/error-banner.tsx'
import { usesQuery } from '../../lib/queries.ts'
import { useQuery } from '../../lib/use-query.ts'
import { t, tCount } from '../../lib/words-entry.ts'

/** Which flows use an entry: what somebody does to it, they feel. */
export function UseList({ id }: { id: string }) {
  const uses = useQuery(usesQuery(id))
  if (uses.isPending) return <p className="muted">{t('usesLoading')}</p>
  if (!uses.data) return <ErrorBanner error={uses.error} />
  const { items, more } = uses.data
  if (items.length === 0) return <p className="muted">{t('noUses')}</p>
  return (
    <ul className="use-list">
      {items.map(({ consumer, title, owner }) => (
        <li key={consumer}>
          <span className="strong">{title}</span> {owner && <span className="muted">{t('useOwner', { owner })}</span>}
        </li>
      ))}
      {more > 0 && <li className="muted">{tCount('andMore', more)}</li>}
    </ul>
  )
}
