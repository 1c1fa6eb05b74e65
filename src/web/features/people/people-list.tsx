import type { PersonChange, PersonView } from '#shared/contract/people.ts'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { callApi } from '../../lib/api.ts'
import { peopleQuery } from '../../lib/queries.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQuery, useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'

interface Change extends PersonChange {
  id: string
}

/** Who signs in here: administrators make others administrators, and shut out who left. */
export function PeopleList() {
  const cache = useQueryCache()
  const people = useQuery(peopleQuery)
  const change = useMutation({
    run: ({ id, ...body }: Change) => callApi<PersonView>('PATCH', `/api/page/people/${id}`, { body }),
    onSettled: () => cache.invalidate(peopleQuery.key),
  })
  return (
    <section className="card" aria-labelledby="people-title">
      <header className="card-head">
        <div className="grow">
          <h2 id="people-title" className="section-title">
            {t('people')}
          </h2>
          <p className="small muted">{t('peopleText')}</p>
        </div>
      </header>
      {Boolean(change.error) && <ErrorBanner error={change.error} />}
      {people.isPending ? (
        <SkeletonRows rows={2} />
      ) : people.isError ? (
        <ErrorState error={people.error} onRetry={() => people.refetch()} busy={people.isFetching} />
      ) : (
        <ul className="key-list">
          {people.data.items.map(person => (
            <PersonRow key={person.id} person={person} busy={change.isPending} onChange={change.mutate} />
          ))}
        </ul>
      )}
    </section>
  )
}

interface RowProps {
  person: PersonView
  busy: boolean
  onChange: (change: Change) => void
}

function PersonRow({ person: { id, name, role, disabled, lastSeenAt }, busy, onChange }: RowProps) {
  const admin = role === 'admin'
  return (
    <li className="key-row">
      <div className="grow">
        <div className="strong">{name}</div>
        <span className="small muted">
          {t(disabled ? 'shutOut' : admin ? 'administrator' : 'member')} · {t('lastSeen')}{' '}
          {lastSeenAt ? <RelativeTime iso={lastSeenAt} /> : t('never')}
        </span>
      </div>
      {!disabled && (
        <Button
          kind="quiet"
          size="small"
          disabled={busy}
          aria-label={t(admin ? 'makeMemberLabel' : 'makeAdminLabel', { name })}
          onClick={() => onChange({ id, role: admin ? 'member' : 'admin' })}
        >
          {t(admin ? 'makeMember' : 'makeAdmin')}
        </Button>
      )}
      <Button
        kind="quiet"
        size="small"
        disabled={busy}
        aria-label={t(disabled ? 'letInLabel' : 'shutOutLabel', { name })}
        onClick={() => onChange({ id, disabled: !disabled })}
      >
        {t(disabled ? 'letIn' : 'shutOutAsk')}
      </Button>
    </li>
  )
}
