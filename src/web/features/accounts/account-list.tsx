import './account-list.css'
import { type KeyboardEvent, memo, useMemo } from 'react'
import { Button } from '../../components/button.tsx'
import { TickBox } from '../../components/tick-box.tsx'
import { Tile } from '../../components/tile.tsx'
import { t, tCount } from '../../lib/t.ts'
import { useSpeech } from '../../lib/use-speech.ts'
import { AccountBlock, AccountBlocks } from './account-block.tsx'
import type { AccountGroup } from './group-accounts.ts'
import { moveByRow } from './move-by-row.ts'
import { type RowState, RowStateContext } from './row-state.ts'

/** Up to here every row is drawn: the browser finds all of them, and nothing has to be guessed. */
const SHORT = 100

export interface AccountListProps extends RowState {
  groups: readonly AccountGroup[]
  onAdd: (service: string) => void
  onSelectAll: (on: boolean) => void
}

/** Saved entries by service. Arrow keys walk from row to row. Drawn anew only for what it shows: letters in the search wait for nothing here. */
export const AccountList = memo(function AccountList(props: AccountListProps) {
  const { groups, runs, selected, actions, onAdd, onSelectAll } = props
  useSpeech()
  const state = useMemo(() => ({ runs, selected, actions }), [runs, selected, actions])
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
        <span className="account-time" aria-hidden="true">
          {t('columnTested')}
        </span>
        <span />
      </div>
      <RowStateContext value={state}>
        {groups.map((group, index) => (
          <GroupSection key={group.service} group={group} isFirst={index === 0} always={always} onAdd={onAdd} />
        ))}
      </RowStateContext>
    </div>
  )
})

interface GroupSectionProps extends Pick<AccountListProps, 'onAdd'> {
  group: AccountGroup
  isFirst: boolean
  always: boolean
}

const GroupSection = memo(function GroupSection({ group, isFirst, always, onAdd }: GroupSectionProps) {
  useSpeech()
  const { accounts, connector } = group
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
        <AccountBlock accounts={accounts} from={0} of={accounts.length} always early />
      ) : (
        <AccountBlocks accounts={accounts} early={isFirst} />
      )}
    </section>
  )
})
