import './keys.css'
import type { ApiKey } from '#shared/contract/keys.ts'
import { Button } from '../../components/button.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { t } from '../../lib/words-administration.ts'
import { scopeWords } from './key-scopes.tsx'

interface KeyListProps {
  keys: readonly ApiKey[]
  onRevoke: (key: ApiKey) => void
  onRotate: (key: ApiKey) => void
}

/** API keys by name. The key itself is never here: only its first characters. */
export function KeyList({ keys, onRevoke, onRotate }: KeyListProps) {
  return (
    <ul className="key-list">
      {keys.map(key => (
        <li key={key.id} className="key-row">
          <div className="grow">
            <div className="strong key-name">{key.name}</div>
            <code className="faint">{key.start}…</code>
            <div className="small muted">{scopeWords(key.scopes)}</div>
          </div>
          <dl className="key-times small">
            <div>
              <dt>{t('keyMade')}</dt>
              <dd>
                <RelativeTime iso={key.createdAt} />
              </dd>
            </div>
            <div>
              <dt>{t('keyUsed')}</dt>
              <dd>{key.lastUsedAt ? <RelativeTime iso={key.lastUsedAt} /> : t('never')}</dd>
            </div>
            <div>
              <dt>{t('keyEnds')}</dt>
              <dd>{key.expiresAt ? <RelativeTime iso={key.expiresAt} /> : t('never')}</dd>
            </div>
          </dl>
          <Button
            kind="quiet"
            size="small"
            aria-label={t('rotateLabel', { name: key.name })}
            onClick={() => onRotate(key)}
          >
            {t('rotateAsk')}
          </Button>
          <Button
            kind="quiet"
            size="small"
            aria-label={t('revokeLabel', { name: key.name })}
            onClick={() => onRevoke(key)}
          >
            {t('revokeAsk')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
