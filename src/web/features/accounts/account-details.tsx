import type { ReactNode } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { StateWord } from '../../components/state-word.tsx'
import { recordQuery, sessionQuery } from '../../lib/queries.ts'
import { serverWords } from '../../lib/server-words.ts'
import { useLoaded, useQuery } from '../../lib/use-query.ts'
import { t, tCount } from '../../lib/words-entry.ts'
import { actorWords, recordWords } from '../../lib/words-record.ts'
import { UseList } from './use-list.tsx'

/** One entry: whose it is, how it stands, who uses it, and what was done with it. */
export function AccountDetails({ account, onClose }: { account: Account; onClose: () => void }) {
  const { mode } = useLoaded(sessionQuery)
  const isMine = account.sharedBy === undefined
  return (
    <Dialog title={t('detailsTitle', { label: account.label })} onClose={onClose}>
      <div className="dialog-pad stack">
        <dl className="facts">
          <Fact word={t('state')}>
            <StateWord state={account.state} since={account.stateSince} />
            {account.message && <span className="small muted">{serverWords(account.message)}</span>}
          </Fact>
          <Fact word={t('type')}>{account.typeLabel}</Fact>
          <Fact word={t('columnTested')}>
            {account.lastTestedAt ? <RelativeTime iso={account.lastTestedAt} /> : t('never')}
          </Fact>
          {mode !== 'single' && (
            <Fact word={t('owner')}>{isMine ? t('ownerYou') : account.sharedBy || t('somebody')}</Fact>
          )}
          <Fact word={t('sharedWith')}>{t(account.shared ? 'everybody' : 'nobody')}</Fact>
          <Fact word={t('createdOn')}>
            <RelativeTime iso={account.createdAt} />
          </Fact>
          <Fact word={t('changedOn')}>
            <RelativeTime iso={account.updatedAt} />
          </Fact>
        </dl>
        {isMine ? (
          <>
            <section className="stack stack-tight">
              <h3 className="section-title">{t('usesTitle')}</h3>
              <UseList id={account.id} />
            </section>
            <section className="stack stack-tight">
              <h3 className="section-title">{t('recordTitle')}</h3>
              <Record id={account.id} />
            </section>
          </>
        ) : (
          <p className="small muted">{t('detailsOfOthers')}</p>
        )}
      </div>
    </Dialog>
  )
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div>
      <dt className="small muted">{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Record({ id }: { id: string }) {
  const record = useQuery(recordQuery(id))
  if (record.isPending) return <SkeletonRows rows={3} />
  if (!record.data) return <ErrorBanner error={record.error} />
  const { items } = record.data
  if (items.length === 0) return <p className="muted">{t('recordEmpty')}</p>
  return (
    <table className="record">
      <thead>
        <tr>
          <th scope="col">{t('recordWhen')}</th>
          <th scope="col">{t('recordWhat')}</th>
          <th scope="col">{t('recordWho')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ at, action, actor, reason, count }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a record have no names and never move
          <tr key={index}>
            <td>
              <RelativeTime iso={at} />
            </td>
            <td>
              {recordWords(action)}
              {count > 1 && (
                <>
                  {' '}
                  <span className="muted">{tCount('recordTimes', count)}</span>
                </>
              )}
              {reason && <div className="muted"> {reason}</div>}
            </td>
            <td>{actorWords(actor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
