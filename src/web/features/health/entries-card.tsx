import type { Health } from '#shared/contract/health.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateWord } from '../../components/state-word.tsx'
import { t } from '../../lib/words-oversight.ts'
import { HealthCard } from './health-card.tsx'

const ORDER = ['failing', 'needs reconnect', 'not tested', 'ok'] as const

/** How everybody's connections and logins stand, the worst first. */
export function EntriesCard({ entries }: { entries: Health['entries'] }) {
  const known = ORDER.flatMap(state => entries.filter(entry => entry.state === state))
  return (
    <HealthCard title={t('entriesTitle')}>
      {known.length === 0 ? (
        <p className="muted">{t('entriesNone')}</p>
      ) : (
        <ul className="stack stack-tight">
          {known.map(({ state, count, since }) => (
            <li key={state} className="row row-wrap">
              <StateWord state={state} suffix={`(${count})`} />{' '}
              {since && (state === 'failing' || state === 'needs reconnect') && (
                <span className="small muted">
                  {t('entriesSince')} <RelativeTime iso={since} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </HealthCard>
  )
}
