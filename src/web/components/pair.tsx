import './pair.css'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { BrandMark } from './brand-mark.tsx'
import { Icon } from './icon.tsx'
import { Tile } from './tile.tsx'

export type PairLine = 'plain' | 'ok' | 'wait' | 'blocked' | 'denied' | 'slow' | 'other' | 'none'

/** Two tiles and the line between them: the picture of a sign-in, an empty page, an error (look.md §6). */
export function Pair({ line, service }: { line: PairLine; service?: { name: string; icon: ConnectorIcon | null } }) {
  return (
    <div className={`pair pair-${line}`} aria-hidden="true">
      {service ? (
        <Tile icon={service.icon} name={service.name} size="large" />
      ) : (
        <span className="tile tile-large">
          <Icon name="plug" size={28} />
        </span>
      )}
      <span className="pair-line">
        <span className="pair-mark" />
      </span>
      <BrandMark size={52} />
    </div>
  )
}
