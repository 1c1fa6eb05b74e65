import { useNavigate } from 'react-router'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { t } from '../lib/t.ts'

/** An address nobody serves. */
export function Component() {
  const navigate = useNavigate()
  return (
    <div className="page">
      <title>{`${t('pageNotFound')} · ${t('product')}`}</title>
      <EmptyState
        line="denied"
        level={1}
        title={t('pageNotFound')}
        action={
          <Button kind="primary" onClick={() => navigate('/')}>
            {t('toAccounts')}
          </Button>
        }
      >
        {t('pageNotFoundText')}
      </EmptyState>
    </div>
  )
}
