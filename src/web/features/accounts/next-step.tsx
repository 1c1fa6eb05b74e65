import type { Account } from '#shared/contract/accounts.ts'
import { Button } from '../../components/button.tsx'
import { t } from '../../lib/t.ts'
import type { AccountActions } from './account-actions.ts'

/** The one action beside a state (look.md §6): Reconnect, Enter again or Test. Only its owner can mend an entry. */
export function NextStep({
  account,
  testing,
  actions,
}: {
  account: Account
  testing: boolean
  actions: AccountActions
}) {
  const { label, kind, state, testable } = account
  const isMine = account.sharedBy === undefined
  const isLogin = kind === 'login'
  if (isMine && isLogin && state === 'needs reconnect') {
    return (
      <Mend word={t('reconnect')} name={t('reconnectLabel', { label })} onPress={() => actions.reconnect(account)} />
    )
  }
  if (isMine && (state === 'unreadable' || state === 'needs reconnect')) {
    return (
      <Mend
        word={t(isLogin ? 'reconnect' : 'enterAgain')}
        name={t('enterAgainLabel', { label })}
        onPress={() => (isLogin ? actions.reconnect(account) : actions.open('edit', account))}
      />
    )
  }
  if (!testable) return null
  return (
    <Button
      kind="quiet"
      size="small"
      className="account-test"
      busy={testing}
      aria-label={t(testing ? 'testingLabel' : 'testLabel', { label })}
      onClick={() => actions.test(account)}
    >
      {t(testing ? 'testing' : 'test')}
    </Button>
  )
}

function Mend({ word, name, onPress }: { word: string; name: string; onPress: () => void }) {
  return (
    <Button size="small" className="account-next" aria-label={name} onClick={onPress}>
      {word}
    </Button>
  )
}
