import './activity.css'
import type { ActivityPage } from '#shared/contract/activity.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { t, tCount } from '../../lib/words-oversight.ts'
import { actorWords, recordWords } from '../../lib/words-record.ts'

/** No request, or one from this machine, which says nothing. */
const HERE = /^$|^127\.|^::1$/

type Item = ActivityPage['items'][number]

/** Lines of the record: when, what, with what, who. No table, because a phone shows each line as a few short ones. */
export function ActivityList({ items, onAbout }: { items: readonly Item[]; onAbout: (item: Item) => void }) {
  return (
    <>
      <div className="activity-line activity-columns wide-only" aria-hidden="true">
        <span>{t('when')}</span>
        <span>{t('what')}</span>
        <span>{t('activityObject')}</span>
        <span>{t('who')}</span>
      </div>
      <ol className="activity" aria-label={t('activityTable')}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a record have no names, and older ones come below
          <li className="activity-line" key={index}>
            <span className="activity-when small muted numbers">
              <RelativeTime iso={item.at} />
            </span>
            <span className="strong">
              {recordWords(item.action)} {item.outcome !== 'ok' && <span className="muted">({item.outcome})</span>}{' '}
              {item.count > 1 && <span className="muted">{tCount('activityTimes', item.count)}</span>}
            </span>
            <span>
              <Thing item={item} onAbout={onAbout} />
              {item.reason && <span className="small muted activity-reason">{item.reason}</span>}
            </span>
            <span className="activity-who muted">
              {item.actor === '' ? t('activityServer') : actorWords(item.actor)}
              {!HERE.test(item.address) && (
                <span className="small activity-from">{t('activityFrom', { address: item.address })}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Thing({ item, onAbout }: { item: Item; onAbout: (item: Item) => void }) {
  if (item.object === '') return null
  return (
    <button type="button" className="link-button" onClick={() => onAbout(item)}>
      {item.label ?? item.object}
    </button>
  )
}
