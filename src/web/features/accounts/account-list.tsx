import './account-list.css'
import { type KeyboardEvent, useMemo } from 'react'
import { Button } from '../../components/button.tsx'
import { TickBox } from '../../components/tick-box.tsx'
import { Tile } from '../../components/tile.tsx'
import { t, tCount } from '../../lib/t.ts'
import type { AccountActions } from './account-actions.ts'
import { AccountBlock, BLOCK } from './account-block.tsx'
import type { AccountGroup } from './group-accounts.ts'
import { moveByRow } from './move-by-row.ts'
import type { TestRun } from './use-account-tests.ts'

/** Up to here every row is drawn: the browser finds all of them, and nothing has to be guessed. */
const SHORT = 100

export interface AccountListProps {
  groups: readonly AccountGroup[]
  runs: ReadonlyMap<string, TestRun>
  selected: ReadonlySet<string>
  actions: AccountActions
  onAdd: (service: string) => void
  onSelectAll: (on: boolean) => void
}

/** Saved entries by service. Arrow keys walk from row to row. */
export function AccountList({ groups, runs, selected, actions, onAdd, onSelectAll }: AccountListProps) {
  const shown = groups.reduce((sum, group) => sum + group.accounts.length, 0)
  const always = shown <= SHORT
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows inside bubble up to here
    <div className="card account-list" onKeyDown={(event: KeyboardEvent<HTMLElement>) => moveByRow(event)}>
      <div className="account-row account-columns wide-only">
        <TickBox
          label={t('selectAll')}
          checked={selected.size > 0 && selected.size >= shown}
          mixed={selected.size > 0 && selected.size < shown}
          onChange={onSelectAll}
        />
        <span aria-hidden="true">{t('columnLabel')}</span>
        <span aria-hidden="true">{t('columnState')}</span>
        <span aria-hidden="true">{t('columnTested')}</span>
        <span />
      </div>
      {groups.map((group, index) => (
        <GroupSection
          key={group.service}
          group={group}
          isFirst={index === 0}
          always={always}
          {...{ runs, selected, actions, onAdd }}
        />
      ))}
    </div>
  )
}

interface GroupSectionProps extends Pick<AccountListProps, 'runs' | 'selected' | 'actions' | 'onAdd'> {
  group: AccountGroup
  isFirst: boolean
  always: boolean
}

function GroupSection({ group, isFirst, always, onAdd, ...rows }: GroupSectionProps) {
  const { accounts, connector } = group
  const starts = useMemo(
    () => Array.from({ length: Math.ceil(accounts.length / BLOCK) }, (_, index) => index * BLOCK),
    [accounts.length],
  )
  return (
    <section className="account-group" aria-labelledby={`service-${group.service}`}>
      <div className="account-group-head">
        <Tile icon={connector?.icon} name={group.name} size="small" />
        <h2 id={`service-${group.service}`}>{group.name}</h2>
        <span className="small faint numbers" aria-hidden="true">
          {accounts.length}
        </span>
        <span className="visually-hidden">{tCount('entries', accounts.length)}</span>
        {connector && (
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
      {always ? (
        <AccountBlock accounts={accounts} from={0} of={accounts.length} {...rows} always early />
      ) : (
        starts.map(from => (
          <AccountBlock
            key={from}
            accounts={accounts.slice(from, from + BLOCK)}
            from={from}
            of={accounts.length}
            {...rows}
            always={false}
            early={isFirst && from === 0}
          />
        ))
      )}
    </section>
  )
}
