import './owned-list.css'
import type { OwnedAccount } from '#shared/contract/accounts.ts'
import type { Connector } from '#shared/contract/connectors.ts'
import { Menu, type MenuEntry } from '../../components/menu.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateWord } from '../../components/state-word.tsx'
import { Tile } from '../../components/tile.tsx'
import { t } from '../../lib/words-oversight.ts'
import { ownedWords } from './owned-words.ts'

interface OwnedListProps {
  items: readonly OwnedAccount[]
  connectors: readonly Connector[]
  busy: boolean
  menuOf: (item: OwnedAccount) => readonly MenuEntry[]
}

/** Entries of everybody: what, whose, how it stands, who needs it. No table, because a phone shows each as a few lines. */
export function OwnedList({ items, connectors, busy, menuOf }: OwnedListProps) {
  return (
    <>
      <div className="owned-row owned-columns wide-only" aria-hidden="true">
        <span>{t('entry')}</span>
        <span>{t('owner')}</span>
        <span>{t('state')}</span>
        <span>{t('usedByFlows')}</span>
        <span>{t('savedSince')}</span>
        <span />
      </div>
      <ul aria-label={t('allAccountsList')} aria-busy={busy}>
        {items.map(item => (
          <OwnedRow key={item.id} item={item} connectors={connectors} entries={() => menuOf(item)} />
        ))}
      </ul>
    </>
  )
}

interface OwnedRowProps extends Pick<OwnedListProps, 'connectors'> {
  item: OwnedAccount
  entries: () => readonly MenuEntry[]
}

function OwnedRow({ item, connectors, entries }: OwnedRowProps) {
  const { service, type, provider, state, stateSince, shared, uses, createdAt } = item
  const connector = connectors.find(each => each.service === service)
  const words = ownedWords(item, connectors)
  return (
    <li className="owned-row" data-state={state}>
      <div className="owned-entry">
        <Tile icon={connector?.icon} name={words.entry} size="small" />
        <div className="owned-name">
          <span className="strong">{words.entry}</span>
          <span className="small muted">{provider === undefined ? type : `OAuth · ${provider}`}</span>
        </div>
      </div>
      <div className="owned-name">
        <span>{words.owner}</span>
        {shared && <span className="small muted">{t('sharedMark')}</span>}
      </div>
      <StateWord state={state} since={stateSince} />
      <span className="numbers muted">
        <span className="phone-only">{t('usedByFlows')}: </span>
        {uses ?? t('usedByNone')}
      </span>
      <span className="small muted numbers wide-only">
        <RelativeTime iso={createdAt} />
      </span>
      <Menu label={t('moreFor', { label: t('entryOf', words) })} entries={entries} />
    </li>
  )
}
