import { useMemo, useState } from 'react'
import type { Account, AccountRename } from '#shared/contract/accounts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { callApi } from '../../lib/api.ts'
import { withLocale } from '../../lib/locale.ts'
import { accountsQuery } from '../../lib/queries.ts'
import type { QueryCache } from '../../lib/query-cache.ts'
import { serverWords } from '../../lib/server-words.ts'
import { t } from '../../lib/t.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { LabelField, labelProblem } from './label-field.tsx'

/** Another label for a saved entry: nothing is tested, the id stays, and it can be undone. */
export function RenameDialog({
  account,
  accounts,
  onClose,
  onFailure,
}: {
  account: Account
  accounts: readonly Account[]
  onClose: () => void
  /** Of an undo, when this window is gone. */
  onFailure: (error: unknown) => void
}) {
  const cache = useQueryCache()
  const [label, setLabel] = useState(account.label)
  const [told, setTold] = useState<string | undefined>()
  const taken = useMemo(
    () => new Set(accounts.filter(({ id }) => id !== account.id).map(each => each.label)),
    [accounts, account.id],
  )
  const rename = useMutation({
    run: () => renameAccount(cache, account, label),
    onSuccess: renamed => {
      showToast(t('renamed', { label: renamed.label }), {
        label: t('undo'),
        run: () => void renameAccount(cache, renamed, account.label).catch(onFailure),
      })
      onClose()
    },
    onError: error => {
      if (isAboutLabel(error)) setTold(serverWords(error.fields[0]?.detail ?? error.detail))
    },
  })

  function press() {
    const problem = labelProblem(label, taken)
    setTold(problem)
    if (problem || rename.isPending) return
    if (label === account.label) onClose()
    else rename.mutate()
  }

  return (
    <Dialog
      size="small"
      title={t('renameTitle', { label: account.label })}
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button kind="primary" busy={rename.isPending} onClick={press}>
            {t(rename.isPending ? 'saving' : 'rename')}
          </Button>
        </>
      }
    >
      <div className="dialog-pad stack">
        <LabelField
          label={label}
          initial={account.label}
          taken={taken}
          error={told}
          onEnter={press}
          onChange={next => {
            setTold(undefined)
            setLabel(next)
          }}
        />
        <p className="small muted">{t('renameText')}</p>
        {rename.error && !isAboutLabel(rename.error) ? <ErrorBanner error={rename.error} /> : null}
      </div>
    </Dialog>
  )
}

async function renameAccount(cache: QueryCache, { id, rowVersion }: Account, label: string): Promise<Account> {
  const body: AccountRename = { label }
  try {
    const renamed = await callApi<Account>('PATCH', withLocale(`/api/page/accounts/${id}`), { body, rowVersion })
    cache.change(accountsQuery, list => list.map(each => (each.id === id ? { ...each, ...renamed } : each)))
    return renamed
  } finally {
    void cache.invalidate(accountsQuery.key)
  }
}

function isAboutLabel(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'label_taken' || error.code === 'invalid_label')
}
