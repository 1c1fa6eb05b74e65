import { useId, useState } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import type { SwitchResult } from '#shared/contract/uses.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { Field } from '../../components/field.tsx'
import { SelectInput } from '../../components/select-input.tsx'
import { StateWord } from '../../components/state-word.tsx'
import { callApi } from '../../lib/api.ts'
import { withLocale } from '../../lib/locale.ts'
import { accountsQuery, usesQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQuery, useQueryCache } from '../../lib/use-query.ts'
import { t, tCount } from '../../lib/words-entry.ts'
import { UseList } from './use-list.tsx'

export interface SwitchAccountProps {
  account: Account
  accounts: readonly Account[]
  onClose: () => void
}

/** Gives every flow that uses one entry another one; what that changes is seen before. */
export function SwitchAccount({ account, accounts, onClose }: SwitchAccountProps) {
  const cache = useQueryCache()
  const uses = useQuery(usesQuery(account.id))
  const others = accounts.filter(each => each.service === account.service && each.id !== account.id)
  const [chosen, setChosen] = useState('')
  const target = others.find(({ id }) => id === chosen) ?? others[0]
  const count = uses.data && uses.data.items.length + uses.data.more
  const change = useMutation({
    run: (to: Account) =>
      callApi<SwitchResult>('POST', withLocale(`/api/page/accounts/${account.id}/switch`), { body: { to: to.id } }),
    onSuccess: ({ switched }, { label }) => {
      onClose()
      showToast(tCount('switchDone', switched, { label }))
    },
    // Also when it was refused: the test has left a new state.
    onSettled: () => cache.invalidate(accountsQuery.key),
  })
  return (
    <Dialog
      title={t('switchTitle', { label: account.label })}
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          {target && count !== 0 && (
            <Button
              kind="primary"
              busy={change.isPending}
              disabled={count === undefined}
              onClick={() => change.mutate(target)}
            >
              {t(change.isPending ? 'switching' : 'switchVerb')}
            </Button>
          )}
        </>
      }
    >
      <div className="dialog-pad stack">
        <p>{t('switchText')}</p>
        {change.error ? <ErrorBanner error={change.error} /> : null}
        {target ? (
          <>
            <Field label={t('switchTo')}>
              {control => (
                <SelectInput {...control} value={target.id} onChange={event => setChosen(event.target.value)}>
                  {others.map(each => (
                    <option key={each.id} value={each.id}>
                      {`${each.label} · ${each.typeLabel}`}
                    </option>
                  ))}
                </SelectInput>
              )}
            </Field>
            <Changes from={account} to={target} count={count} />
          </>
        ) : (
          <p className="strong">{t('switchNone')}</p>
        )}
      </div>
    </Dialog>
  )
}

function Changes({ from, to, count }: { from: Account; to: Account; count: number | undefined }) {
  const heading = useId()
  if (count === 0) return <p className="strong">{t('switchNothing')}</p>
  return (
    <section className="stack stack-tight" aria-labelledby={heading}>
      <h3 className="section-title" id={heading}>
        {t('switchChanges')}
      </h3>
      <dl className="switch-change">
        <Side word={t('switchFrom')} account={from} />
        <Side word={t('switchThen')} account={to} />
      </dl>
      <UseList id={from.id} />
      <p className="small muted">{t('switchStays', { label: from.label })}</p>
    </section>
  )
}

function Side({ word, account }: { word: string; account: Account }) {
  return (
    <div>
      <dt className="small muted">{word}</dt>
      <dd>
        <span className="strong">{account.label}</span>
        <span className="small muted">{account.typeLabel}</span>
        <StateWord state={account.state} />
      </dd>
    </div>
  )
}
