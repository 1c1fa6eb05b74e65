import { useNavigate } from 'react-router'
import type { Connector } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Icon } from '../../components/icon.tsx'
import { Tile } from '../../components/tile.tsx'
import { sortsOf } from '../../lib/connector-choices.ts'
import { t } from '../../lib/t.ts'
import { wordList } from '../../lib/word-list.ts'

const SHOWN = 3

/** Nothing is saved yet: what a connection is, and three services to start with. */
export function FirstVisit({
  connectors,
  onAdd,
}: {
  connectors: readonly Connector[]
  onAdd: (start: string) => void
}) {
  const navigate = useNavigate()
  return (
    <div className="first-visit">
      <EmptyState
        line="none"
        title={t('firstTitle')}
        action={
          <>
            <Button kind="primary" icon="plus" onClick={() => onAdd('')}>
              {t('addConnection')}
            </Button>
            <Button onClick={() => navigate('/actions')}>{t('openPlayground')}</Button>
          </>
        }
      >
        {t('firstText')}
      </EmptyState>
      {connectors.length > 0 && (
        <section className="stack stack-tight" aria-labelledby="often-first">
          <h3 id="often-first" className="small muted">
            {t('oftenFirst')}
          </h3>
          <ul className="card">
            {connectors.slice(0, SHOWN).map(connector => (
              <li key={connector.service} className="first-entry">
                <button type="button" className="first-button" onClick={() => onAdd(connector.service)}>
                  <Tile icon={connector.icon} name={connector.displayName} />
                  <span className="grow">
                    <span className="strong">{connector.displayName}</span>
                    <span className="small muted first-kinds">{wordList(sortsOf(connector))}</span>
                  </span>
                  <Icon name="forward" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
