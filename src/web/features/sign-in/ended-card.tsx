import { useEffect } from 'react'
import type { Account } from '#shared/contract/accounts.ts'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import type { AttemptStatus } from '#shared/contract/logins.ts'
import { CATALOGUE } from '#shared/errors/catalogue.ts'
import { errorTitle } from '../../lib/error-words.ts'
import { serverWords } from '../../lib/server-words.ts'
import { t } from '../../lib/words-sign-in.ts'
import { AddAuthorization } from './add-authorization.tsx'
import { OtherAccountCard } from './other-account-card.tsx'
import { StoppedCard } from './stopped-card.tsx'

export interface EndedCardProps {
  attempt: AttemptStatus
  service: { name: string; icon: ConnectorIcon | null }
  login: Account | undefined
  onAgain: () => void
  /** Back to the permissions. */
  onChange: () => void
  onDone: (login: Account | undefined, id: string | undefined) => void
  onCancel: () => void
}

/** What came of the sign-in. */
export function EndedCard(props: EndedCardProps) {
  const { attempt, service } = props
  if (attempt.status === 'granted') {
    return (
      <AddAuthorization
        attempt={attempt}
        service={service}
        onAdded={login => props.onDone(login, login.id)}
        onClose={props.onCancel}
      />
    )
  }
  if (attempt.status === 'choose_account') return <OtherAccountCard {...props} />
  if (attempt.status === 'added') return <Added {...props} />
  const change = { word: t('changePermissions'), press: props.onChange }
  if (attempt.status === 'expired' || attempt.error?.code === 'state_expired') {
    return (
      <StoppedCard
        line="slow"
        service={service}
        title={t('slowTitle')}
        text={t('slowText')}
        main={{ word: t('startAgain'), press: props.onAgain }}
        onCancel={props.onCancel}
      />
    )
  }
  const denied = attempt.error?.code === 'server_denied'
  return (
    <StoppedCard
      line="denied"
      service={service}
      title={denied ? t('deniedTitle', { service: service.name }) : failureTitle(attempt.error?.code)}
      text={attempt.error ? serverWords(attempt.error.detail) : t('deniedText')}
      main={{ word: t('tryAgain'), press: props.onAgain }}
      other={change}
      onCancel={props.onCancel}
    />
  )
}

function failureTitle(code: string | undefined): string {
  return code && Object.hasOwn(CATALOGUE, code) ? errorTitle(code as keyof typeof CATALOGUE) : t('signInFailed')
}

/** A reconnect with the same account is done at once. */
function Added({ attempt, onDone }: EndedCardProps) {
  useEffect(() => onDone(undefined, attempt.resultId), [attempt.resultId, onDone])
  return null
}
