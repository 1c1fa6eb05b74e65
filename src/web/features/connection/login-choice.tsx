import type { Icon as ConnectorIcon, LoginType } from '#shared/contract/connectors.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { t } from '../../lib/t.ts'

/** One "Add … login" for each loaded provider; none: who can help. */
export function LoginChoice({
  type,
  service,
  onSignIn,
}: {
  type: LoginType
  service: { name: string; icon: ConnectorIcon | null }
  onSignIn: (providerId: string) => void
}) {
  if (type.unavailable) {
    return (
      <Banner kind="neutral" title={t('loginUnavailable', { title: type.title })}>
        {type.unavailable}
      </Banner>
    )
  }
  if (type.providers.length === 0) {
    return <Banner kind="neutral" title={t('noProvider', { title: type.title })} />
  }
  return (
    <EmptyState
      line="none"
      service={service}
      title={t('loginTitle', { title: type.title })}
      action={type.providers.map(provider => (
        <Button
          key={provider.id}
          kind={type.providers.length === 1 ? 'primary' : 'secondary'}
          icon="plus"
          onClick={() => onSignIn(provider.id)}
        >
          {t('addLogin', { name: provider.displayName })}
        </Button>
      ))}
    >
      {t('loginIntro')}
    </EmptyState>
  )
}
