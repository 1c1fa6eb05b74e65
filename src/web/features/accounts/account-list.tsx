import './account-list.css'
import type { Account } from '#shared/contract/accounts.ts'
import { Button } from '../../components/button.tsx'
import { Tile } from '../../components/tile.tsx'
import { t, tCount } from '../../lib/t.ts'
import { type AccountActions, AccountRow } from './account-row.tsx'
import type { AccountGroup } from './group-accounts.ts'
import type { TestRun } from './use-test-account.ts'

/** Saved entries by service. */
export function AccountList({
  groups,
  runs,
  actions,
  onAdd,
}: {
  groups: readonly AccountGroup[]
  runs: ReadonlyMap<string, TestRun>
  actions: AccountActions
  onAdd: (service: string) => void
}) {
  return (
    <div className="card account-list">
      <div className="account-row account-columns wide-only" aria-hidden="true">
        <span>{t('columnLabel')}</span>
        <span>{t('columnState')}</span>
        <span>{t('columnTested')}</span>
        <span />
      </div>
      {groups.map(group => (
        <section key={group.service} className="account-group" aria-labelledby={`service-${group.service}`}>
          <div className="account-group-head">
            <Tile icon={group.connector?.icon} name={group.name} size="small" />
            <h2 id={`service-${group.service}`}>{group.name}</h2>
            <span className="small faint numbers" aria-hidden="true">
              {group.accounts.length}
            </span>
            <span className="visually-hidden">{tCount('entries', group.accounts.length)}</span>
            {group.connector && (
              <Button
                kind="quiet"
                size="small"
                icon="plus"
                className="push-end"
                aria-label={t('addTo', { service: group.name })}
                onClick={() => onAdd(group.service)}
              >
                <span className="wide-only">{t('add')}</span>
              </Button>
            )}
          </div>
          <ul>
            {group.accounts.map((account: Account) => (
              <AccountRow key={account.id} account={account} run={runs.get(account.id)} actions={actions} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
