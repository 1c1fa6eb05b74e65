import type { Account } from '#shared/contract/accounts.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { callApi } from '../../lib/api.ts'
import { withLocale } from '../../lib/locale.ts'
import { accountsQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-entry.ts'
import { UseList } from './use-list.tsx'

/** Shares an entry, or takes that back: who would feel it is said before. */
export function ShareAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  const cache = useQueryCache()
  const { id, label } = account
  // As it was when the window opened: it must not turn around while it closes.
  const shared = account.shared === true
  const change = useMutation({
    run: () => callApi<Account>('PUT', withLocale(`/api/page/accounts/${id}/sharing`), { body: { shared: !shared } }),
    onSuccess: changed => {
      onClose()
      cache.change(accountsQuery, list => list.map(each => (each.id === id ? { ...each, ...changed } : each)))
      showToast(t(shared ? 'stopSharingDone' : 'shareDone', { label }))
    },
    onSettled: () => cache.invalidate(accountsQuery.key),
  })
  return (
    <ConfirmDialog
      title={t(shared ? 'stopSharingTitle' : 'shareTitle', { label })}
      verb={t(shared ? 'stopSharing' : 'share')}
      busyVerb={t(shared ? 'stoppingSharing' : 'sharing')}
      gentle={!shared}
      busy={change.isPending}
      error={change.error}
      more={shared && <Users id={id} />}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      {t(shared ? 'stopSharingText' : 'shareText')}
    </ConfirmDialog>
  )
}

function Users({ id }: { id: string }) {
  return (
    <section className="stack stack-tight">
      <h3 className="section-title">{t('usesTitle')}</h3>
      <UseList id={id} />
    </section>
  )
}
