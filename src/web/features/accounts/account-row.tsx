import { memo } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import { Icon } from '../../components/icon.tsx'
import { Menu } from '../../components/menu.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateWord } from '../../components/state-word.tsx'
import { TickBox } from '../../components/tick-box.tsx'
import { serverWords } from '../../lib/server-words.ts'
import { t, tCount } from '../../lib/t.ts'
import { withoutPrefix } from '../../lib/test-words.ts'
import { useSpeech } from '../../lib/use-speech.ts'
import type { AccountActions } from './account-actions.ts'
import { NextStep } from './next-step.tsx'
import { rowMenu } from './row-menu.ts'
import type { TestRun } from './use-account-tests.ts'

export interface AccountRowProps {
  account: Account
  /** Its place among those of its service, from 1, and how many there are: not all of them may be drawn. */
  place: number
  of: number
  /** The test of this visit, if there was one. */
  run: TestRun | undefined
  selected: boolean
  actions: AccountActions
}

/** One saved entry: label and type, state and message, time, the one action that helps, the rest in a menu. */
export const AccountRow = memo(function AccountRow({ account, place, of, run, selected, actions }: AccountRowProps) {
  useSpeech()
  const testing = run === 'running'
  const others = account.sharedBy !== undefined
  const window = account.kind === 'login' || others ? 'use' : 'edit'
  return (
    <li
      className="account-row"
      data-account={account.id}
      data-state={account.state}
      data-selected={selected || undefined}
      aria-posinset={place}
      aria-setsize={of}
    >
      <span className="account-select wide-only">
        {!others && (
          <TickBox
            label={t('selectLabel', { label: account.label })}
            checked={selected}
            onChange={(on, range) => actions.select(account, on, range)}
          />
        )}
      </span>
      <div className="account-name">
        <button type="button" className="account-label" onClick={() => actions.open(window, account)}>
          {account.label}
        </button>
        <span className="small muted cut">
          {account.typeLabel}
          {others && ` · ${t('sharedBy', { name: account.sharedBy || t('somebody') })}`}
          <Bonds account={account} />
        </span>
      </div>
      <div className="account-state">
        <StateWord state={testing ? 'testing' : account.state} since={account.stateSince} />
        {!testing && <Message account={account} passed={run?.ok ? run.message : undefined} />}
      </div>
      <div className="account-time small muted numbers">
        {account.lastTestedAt ? <RelativeTime iso={account.lastTestedAt} /> : t('never')}
      </div>
      <div className="account-actions">
        <NextStep account={account} testing={testing} actions={actions} />
        <Menu label={t('moreFor', { label: account.label })} entries={() => rowMenu(account, testing, actions)} />
      </div>
    </li>
  )
})

/** What of it others would feel. */
function Bonds({ account: { shared, uses, pasted } }: { account: Account }) {
  return (
    <>
      {pasted && ` · ${t('pastedMark')}`}
      {uses ? ` · ${tCount('usedBy', uses)}` : null}
      {shared && (
        <span className="account-shared">
          <Icon name="people" size={12} />
          {t('sharedMark')}
        </span>
      )}
    </>
  )
}

/** What the last test said; for a good login whose account it is. A test just passed says so in green. */
function Message({ account, passed }: { account: Account; passed: string | undefined }) {
  if (passed && account.state === 'ok') return <span className="small tone-ok account-message">{passed}</span>
  const why = account.message ?? reasonOf(account)
  if (why) return <span className="small muted account-message">{serverWords(withoutPrefix(why))}</span>
  if (account.state !== 'ok' || !account.account) return null
  return (
    <span className="small muted account-message account-message-calm">
      {t('signedInAs', { account: account.account })}
    </span>
  )
}

/** What is wrong with it, where no test said so. */
function reasonOf({ state }: Account): string | undefined {
  if (state === 'unreadable') return t('unreadableWhy')
  return state === 'suspended' ? t('suspendedWhy') : undefined
}
