import { useRouteError } from 'react-router'
import { ErrorState } from '../components/error-state.tsx'
import { t } from '../lib/t.ts'

/** What is left when a page fails as a whole: the reason in words, and a fresh start. */
export function CrashPage() {
  const error = useRouteError()
  return (
    <main className="page">
      <title>{`${t('crashTitle')} · ${t('product')}`}</title>
      <h1 className="visually-hidden">{t('crashTitle')}</h1>
      <ErrorState error={error} onRetry={() => window.location.reload()} />
    </main>
  )
}
