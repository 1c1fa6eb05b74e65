import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import { Disclosure } from '../../components/disclosure.tsx'
import { t } from '../../lib/words-sign-in.ts'
import { BringBack } from './bring-back.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { useElapsed } from './use-elapsed.ts'

/** While the person is at the provider. A window that looks closed is only a hint (oauth.md §10.5). */
export function WaitingCard({
  service,
  host,
  since,
  windowGone,
  wantsCode,
  onReturn,
  onShow,
  onAgain,
  onCancel,
}: {
  service: { name: string; icon: ConnectorIcon | null }
  host: string
  since: number
  windowGone: boolean
  /** The service shows a code, and sends nobody back. */
  wantsCode: boolean
  onReturn: (text: string) => Promise<void>
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
    >
      {wantsCode ? (
        <BringBack word={t('codeShown')} note={t('codeText', { service: service.name })} onReturn={onReturn} />
      ) : (
        <Disclosure className="sign-in-by-hand" title={t('notBack')}>
          <BringBack word={t('addressThere')} note={t('addressText')} onReturn={onReturn} />
        </Disclosure>
      )}
    </SignInCard>
  )
}
