import { useMemo } from 'react'
import { liftSaved } from '#schema/lift-saved.ts'
import type { CompiledForm } from '#schema/types.ts'
import type { Account } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { Banner } from '../../components/banner.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { Tile } from '../../components/tile.tsx'
import { useLeaveGuard } from '../../components/use-leave-guard.tsx'
import { errorCode } from '../../lib/error-words.ts'
import { connectionQuery } from '../../lib/queries.ts'
import { t } from '../../lib/t.ts'
import { useOpenedForm } from '../../lib/use-opened-form.ts'
import { useQuery } from '../../lib/use-query.ts'
import { wireObject } from '../../lib/wire-json.ts'
import { ConnectionEditor } from './connection-editor.tsx'
import type { StoredConnection } from './use-connection-editor.ts'

export interface EditConnectionDialogProps {
  account: Account
  accounts: readonly Account[]
  connector: Connector | undefined
  onSaved: (account: Account) => void
  onClose: () => void
}

/** Edits a saved connection. Secrets are write-only: an empty box keeps what is stored. */
export function EditConnectionDialog({ account, accounts, connector, onSaved, onClose }: EditConnectionDialogProps) {
  const { form, query: formQuery } = useOpenedForm(account.type, account.formVersion ?? account.version)
  const detail = useQuery(connectionQuery(account.id))
  const guard = useLeaveGuard(onClose)
  const unreadable = detail.isError && errorCode(detail.error) === 'unreadable'
  const taken = useMemo(
    () => new Set(accounts.filter(each => each.id !== account.id).map(each => each.label)),
    [accounts, account.id],
  )
  const stored = useMemo<StoredConnection | undefined>(() => {
    if (unreadable) return { account, values: {}, saved: [] }
    if (!detail.data || !form) return undefined
    const lifted = liftSaved(form.form as CompiledForm, wireObject(detail.data.values))
    return { account: detail.data.account, values: lifted.values, saved: lifted.saved }
  }, [unreadable, account, detail.data, form])
  const failed = formQuery.isError && !form ? formQuery : detail.isError && !unreadable ? detail : undefined
  return (
    <Dialog
      title={form?.title ?? account.typeLabel}
      lead={<Tile icon={connector?.icon} name={connector?.displayName ?? account.service} />}
      onClose={onClose}
      onLeave={guard.onLeave}
    >
      {unreadable && (
        <div className="dialog-pad">
          <Banner kind="warn" title={t('stateUnreadable')}>
            {t('unreadableEdit')}
          </Banner>
        </div>
      )}
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => failed.refetch()} busy={failed.isFetching} />
      ) : form && stored ? (
        <ConnectionEditor
          key={`${account.id}-${stored.account.rowVersion}`}
          form={form}
          stored={stored}
          taken={taken}
          verb="save"
          onSaved={saved => {
            guard.onDone()
            onSaved(saved)
          }}
          onClose={guard.onLeave}
          onTyped={guard.onTyped}
        />
      ) : (
        <div className="dialog-pad">
          <SkeletonRows rows={4} />
        </div>
      )}
      {guard.question}
    </Dialog>
  )
}
