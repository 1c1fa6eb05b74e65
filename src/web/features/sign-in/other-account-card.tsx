import type { Account } from '#shared/contract/accounts.ts'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import type { AttemptStatus, NewLogin } from '#shared/contract/logins.ts'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { callApi } from '../../lib/api.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t } from '../../lib/words-sign-in.ts'
import { SignInCard } from './sign-in-card.tsx'

/** Reconnected with another account than the stored one: never switched silently. */
export function OtherAccountCard({
  attempt,
  service,
  login,
  onAgain,
  onDone,
  onCancel,
}: {
  attempt: AttemptStatus
  service: { name: string; icon: ConnectorIcon | null }
  login: Account | undefined
  onAgain: () => void
  onDone: (login: Account, id: string) => void
  onCancel: () => void
}) {
  const stored = attempt.storedAccount ?? t('theStoredAccount')
  const now = attempt.account ?? t('theNewAccount')
  const label = login?.label ?? attempt.suggestedLabel ?? ''
  const use = useMutation({
    run: () => {
      const body: NewLogin = { attemptId: attempt.id, label, inputs: {} }
      return callApi<Account>('POST', '/api/page/logins', { body })
    },
    onSuccess: saved => onDone(saved, saved.id),
  })
  return (
    <SignInCard
      line="other"
      service={service}
      title={t('otherTitle')}
      text={<p role="alert">{t('otherText', { stored, now, label })}</p>}
      footer={
        <>
          <Button kind="quiet" className="sign-in-foot-start" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button busy={use.isPending} onClick={() => use.mutate()}>
            {t('useAccount', { account: now })}
          </Button>
          <Button kind="primary" onClick={onAgain}>
            {t('signInAs', { account: stored })}
          </Button>
        </>
      }
    >
      {use.error ? <ErrorBanner error={use.error} /> : null}
    </SignInCard>
  )
}
