import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import type { Choice } from '../../lib/connector-choices.ts'
import { t } from '../../lib/t.ts'

interface LoginChoiceProps {
  choice: Extract<Choice, { kind: 'login' }>
  service: { name: string; icon: ConnectorIcon | null }
  onSignIn: (providerId: string) => void
}

/** The way to sign in at one loaded provider; none: who can help. */
export function LoginChoice({ choice, service, onSignIn }: LoginChoiceProps) {
  const { type, provider } = choice
  if (type.unavailable) {
    return <Banner kind="neutral" title={t('loginUnavailable', { title: type.title, reason: type.unavailable })} />
  }
  if (!provider) return <Banner kind="neutral" title={t('noProvider', { title: type.title })} />
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
    </EmptyState>
  )
}
