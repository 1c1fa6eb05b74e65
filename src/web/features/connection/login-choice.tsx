import { useNavigate } from 'react-router'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import type { Choice } from '../../lib/connector-choices.ts'
import { isUnverified } from '../../lib/is-unverified.ts'
import { t } from '../../lib/t.ts'

interface LoginChoiceProps {
  choice: Extract<Choice, { kind: 'login' }>
  service: { name: string; icon: ConnectorIcon | null }
  onSignIn: (providerId: string) => void
}

/** The way to sign in at one loaded provider; none: who can help. */
export function LoginChoice({ choice, service, onSignIn }: LoginChoiceProps) {
  const { type, provider } = choice
  const navigate = useNavigate()
  if (type.unavailable) {
    const title = t('loginUnavailable', { title: type.title, reason: type.unavailable })
    return <EmptyState line="none" service={service} title={title} />
  }
  if (!provider) {
    return (
      <EmptyState
        line="none"
        service={service}
        title={t('noProvider', { title: type.title })}
        action={<Button onClick={() => navigate('/providers')}>{t('toProviders')}</Button>}
      />
    )
  }
  return (
    <EmptyState
      line="none"
      service={service}
      title={t('loginTitle', { title: type.title })}
      action={
        <Button kind="primary" icon="plus" onClick={() => onSignIn(provider.id)}>
          {t('addLogin', { name: provider.displayName })}
        </Button>
      }
    >
      {t('loginIntro')}
      {isUnverified(type) && ` ${t('loginUnverified', { title: type.title })}`}
    </EmptyState>
  )
}
