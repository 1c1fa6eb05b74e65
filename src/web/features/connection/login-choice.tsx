import type { LoginType } from '#shared/contract/connectors.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { t } from '../../lib/t.ts'

/** One "Add … login" for each loaded provider; none: who can help. */
export function LoginChoice({ type, onSignIn }: { type: LoginType; onSignIn: (providerId: string) => void }) {
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
    <div className="stack stack-tight">
      <p className="muted">{t('loginIntro')}</p>
      {type.providers.map(provider => (
        <div key={provider.id}>
          <Button kind="secondary" icon="plus" onClick={() => onSignIn(provider.id)}>
            {t('addLogin', { name: provider.displayName })}
          </Button>
        </div>
      ))}
    </div>
  )
}
