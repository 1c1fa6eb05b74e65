import './playground.css'
import type { Action } from '#shared/contract/connectors.ts'
import { CodeBlock } from '../../components/code-block.tsx'
import { Tile } from '../../components/tile.tsx'
import { t } from '../../lib/t.ts'
import { PickerGroup, type PickerGroupProps } from './picker-group.tsx'
import { alternativesOf } from './picker-groups.ts'

export interface ActionPanelProps extends Omit<PickerGroupProps, 'pickers'> {
  action: Action
}

/** An action's side panel as a workflow editor shows it, with its pickers at work. */
export function ActionPanel(props: ActionPanelProps) {
  const { action, accounts, chosen } = props
  const groups = alternativesOf(action.pickers)
  const stored: Record<string, string> = {}
  for (const { property } of action.pickers) {
    const id = chosen[property]
    if (id && accounts.some(account => account.id === id)) stored[property] = id
  }
  return (
    <section className="panel" aria-labelledby="action-title">
      <header className="panel-head">
        <Tile icon={action.icon} name={action.service} size="small" />
        <h2 id="action-title">{action.label}</h2>
      </header>
      <div className="panel-body">
        {groups.length === 0 && <p className="muted">{t('noPickers')}</p>}
        {groups.map(group => (
          <PickerGroup key={group[0]?.property} {...props} pickers={group} />
        ))}
        {Object.keys(stored).length > 0 && (
          <>
            <hr className="rule" />
            <div className="stack stack-tight">
              <p className="small muted">{t('actionStores')}</p>
              <CodeBlock text={JSON.stringify(stored, null, 2)} what={t('actionStoresName')} />
            </div>
          </>
        )}
      </div>
    </section>
  )
}
