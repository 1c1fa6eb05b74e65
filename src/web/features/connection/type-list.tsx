import './type-list.css'
import { useId, useState } from 'react'
import type { BrokenArtifact, Connector } from '#shared/contract/connectors.ts'
import { BrokenList } from '../../components/broken-list.tsx'
import { Button } from '../../components/button.tsx'
import { SearchInput } from '../../components/search-input.tsx'
import { Tile } from '../../components/tile.tsx'
import { choicesSummary, findConnectors } from '../../lib/connector-choices.ts'
import { recentServices } from '../../lib/recent-services.ts'
import { t, tCount } from '../../lib/t.ts'

/** A shorter list is seen at one look. */
const LONG = 6

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
  const id = useId()
  const found = findConnectors(connectors, query)
  const recent = query === '' && connectors.length > LONG ? usedLast(connectors) : []
  const choose = (connector: Connector) => onChoose(connector, query)
  return (
    <div className="type-list">
      <SearchInput label={t('searchServices')} value={query} onChange={setQuery} autoFocus />
      <div className="visually-hidden" role="status">
        {query && tCount('servicesFound', found.length)}
      </div>
      {recent.length > 0 && (
        <>
          <h3 className="type-heading" id={`${id}-recent`}>
            {t('recentServices')}
          </h3>
          <Entries labelledBy={`${id}-recent`} connectors={recent} onChoose={choose} />
          <h3 className="type-heading" id={`${id}-all`}>
            {t('allServices')}
          </h3>
        </>
      )}
      <Entries
        {...(recent.length > 0 ? { labelledBy: `${id}-all` } : {})}
        connectors={found}
        chosen={chosen}
        onChoose={choose}
      />
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

function usedLast(connectors: readonly Connector[]): Connector[] {
  return recentServices().flatMap(name => connectors.find(({ service }) => service === name) ?? [])
}

function Entries({
  connectors,
  chosen,
  labelledBy,
  onChoose,
}: {
  connectors: readonly Connector[]
  chosen?: string | undefined
  labelledBy?: string
  onChoose: (connector: Connector) => void
}) {
  return (
    <ul className="type-entries" aria-label={labelledBy ? undefined : t('services')} aria-labelledby={labelledBy}>
      {connectors.map(connector => (
        <li key={connector.service}>
          <button
            type="button"
            className="type-entry"
            aria-current={connector.service === chosen ? 'true' : undefined}
            onClick={() => onChoose(connector)}
          >
            <Tile icon={connector.icon} name={connector.displayName} />
            <span className="type-name">{connector.displayName}</span>
            <span className="type-kinds">{choicesSummary(connector)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
