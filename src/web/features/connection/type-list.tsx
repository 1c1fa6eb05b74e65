import './type-list.css'
import { useState } from 'react'
import type { BrokenArtifact, Connector } from '#shared/contract/connectors.ts'
import { BrokenList } from '../../components/broken-list.tsx'
import { Button } from '../../components/button.tsx'
import { SearchInput } from '../../components/search-input.tsx'
import { Tile } from '../../components/tile.tsx'
import { choicesSummary, findConnectors } from '../../lib/connector-choices.ts'
import { t, tCount } from '../../lib/t.ts'

/** Services with icon and name, searched by name and by type. */
export function TypeList({
  connectors,
  broken,
  chosen,
  onChoose,
}: {
  connectors: readonly Connector[]
  broken: readonly BrokenArtifact[]
  chosen: string | undefined
  onChoose: (connector: Connector, query: string) => void
}) {
  const [query, setQuery] = useState('')
  const found = findConnectors(connectors, query)
  return (
    <div className="type-list">
      <SearchInput label={t('searchServices')} value={query} onChange={setQuery} autoFocus />
      <div className="visually-hidden" role="status">
        {query && tCount('servicesFound', found.length)}
      </div>
      <ul className="type-entries" aria-label={t('services')}>
        {found.map(connector => (
          <li key={connector.service}>
            <button
              type="button"
              className="type-entry"
              aria-current={connector.service === chosen ? 'true' : undefined}
              onClick={() => onChoose(connector, query)}
            >
              <Tile icon={connector.icon} name={connector.displayName} />
              <span className="type-name">{connector.displayName}</span>
              <span className="type-kinds">{choicesSummary(connector)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <div className="type-none">
          <p className="muted">{t('nothingMatches', { query })}</p>
          <Button kind="secondary" size="small" onClick={() => setQuery('')}>
            {t('clearSearch')}
          </Button>
        </div>
      )}
      <BrokenList broken={broken} />
    </div>
  )
}
