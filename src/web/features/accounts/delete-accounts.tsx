import type { Account } from '#shared/contract/accounts.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { accountsQuery, usesQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useAddress } from '../../lib/use-address.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQuery, useQueryCache } from '../../lib/use-query.ts'
import { t, tCount } from '../../lib/words-entry.ts'
import { UseList } from './use-list.tsx'

const NAMED = 6

/**
 * Asks, then deletes one entry or several. A refusal ("in use") is said in the same window, over what is still there.
 * There is no undo: what was typed is gone, and tokens are ended at the service.
 */
export function DeleteAccounts({ accounts, onClose }: { accounts: readonly Account[]; onClose: () => void }) {
  const cache = useQueryCache()
  const [only] = accounts
  const remove = useMutation({
    run: async () => {
      for (const { id, rowVersion } of accounts) {
        await callApi<null>('DELETE', `/api/page/accounts/${id}`, { rowVersion })
        cache.change(accountsQuery, list => list.filter(each => each.id !== id))
      }
    },
    onSuccess: () => {
      const isOne = accounts.length === 1 && only
      showToast(isOne ? t('deleted', { label: only.label }) : tCount('deletedMany', accounts.length))
      onClose()
    },
    onSettled: () => cache.invalidate(accountsQuery.key),
  })
  const uses = useQuery(accounts.length === 1 && only ? usesQuery(only.id) : undefined)
  const { data: all = [] } = useQuery(accountsQuery)
  if (!only) return null
  const twin = twinOf(accounts, all)
  const used = uses.data ? uses.data.items.length + uses.data.more : 0
  const title = accounts.length === 1 ? t('deleteTitle', { label: only.label }) : tCount('deleteMany', accounts.length)
  return (
    <ConfirmDialog
      title={title}
      verb={t('delete')}
      busyVerb={t('deleting')}
      busy={remove.isPending}
      error={remove.error}
      refused={used > 0}
      more={accounts.length > 1 ? <Names accounts={accounts} /> : used > 0 && <InUse id={only.id} count={used} />}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t(used > 0 ? 'inUseText' : warningFor(accounts))}
      {twin && used === 0 ? ` ${t('sameAccountText', { label: twin.label })}` : null}
    </ConfirmDialog>
  )
}

/** Some services end everything that a person allowed an application, so another login of that account ends, too. */
function twinOf(accounts: readonly Account[], all: readonly Account[]): Account | undefined {
  const gone = new Set(accounts.map(({ id }) => id))
  return all.find(
    other =>
      other.account !== undefined &&
      !gone.has(other.id) &&
      accounts.some(({ providerId, account }) => providerId === other.providerId && account === other.account),
  )
}

function warningFor(accounts: readonly Account[]) {
  if (accounts.every(({ kind }) => kind === 'login')) return 'deleteLoginText'
  return accounts.every(({ kind }) => kind === 'connection') ? 'deleteConnectionText' : 'deleteMixedText'
}

function InUse({ id, count }: { id: string; count: number }) {
  const { change } = useAddress()
  return (
    <section className="stack stack-tight">
      <h3 className="section-title">{tCount('inUseTitle', count)}</h3>
      <UseList id={id} />
      <div>
        <Button size="small" icon="switch" onClick={() => change({ delete: null, switch: id }, { replace: true })}>
          {t('switchAsk')}
        </Button>
      </div>
    </section>
  )
}

function Names({ accounts }: { accounts: readonly Account[] }) {
  const more = accounts.length - NAMED
  return (
    <ul className="delete-names">
      {accounts.slice(0, NAMED).map(({ id, label }) => (
        <li key={id} className="strong">
          {label}
        </li>
      ))}
      {more > 0 && <li className="muted">{tCount('andMore', more)}</li>}
    </ul>
  )
}
