import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import { t } from '../../lib/words-sign-in.ts'
import { SignInCard } from './sign-in-card.tsx'
import { useElapsed } from './use-elapsed.ts'

/** While the person is at the provider. A window that looks closed is only a hint (oauth.md §10.5). */
export function WaitingCard({
  service,
  host,
  since,
  windowGone,
  onShow,
  onAgain,
  onCancel,
}: {
  service: { name: string; icon: ConnectorIcon | null }
  host: string
  since: number
  windowGone: boolean
  onShow: () => void
  onAgain: () => void
  onCancel: () => void
}) {
  const elapsed = useElapsed(since)
  return (
    <SignInCard
      line="wait"
      service={service}
      title={t(windowGone ? 'stillSigningIn' : 'finishTitle')}
      text={
        <>
          <p>{windowGone ? t('stillSigningInText') : t('finishText', { host })}</p>
          <p className="small faint numbers" aria-hidden="true">
            {t('waitingFor', { elapsed })}
          </p>
        </>
      }
      footer={
        <>
          <Button kind="quiet" className="sign-in-foot-start" onClick={onCancel}>
            {t('cancel')}
          </Button>
          {windowGone ? (
            <Button kind="primary" onClick={onAgain}>
              {t('tryAgain')}
            </Button>
          ) : (
            <Button onClick={onShow}>{t('showWindow')}</Button>
          )}
        </>
      }
    />
  )
}
