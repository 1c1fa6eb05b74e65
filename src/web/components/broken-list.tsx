import './broken-list.css'
import type { BrokenArtifact } from '#shared/contract/connectors.ts'
import { tCount } from '../lib/t.ts'
import { Icon } from './icon.tsx'

/** Files that could not be used, each with its place and reason. The rest works. */
export function BrokenList({ broken, open = false }: { broken: readonly BrokenArtifact[]; open?: boolean }) {
  if (broken.length === 0) return null
  return (
    <details className="broken" open={open}>
      <summary>
        <Icon name="warning" />
        {tCount('brokenTypes', broken.length)}
      </summary>
      <ul>
        {broken.map(item => (
          <li key={`${item.file}:${item.line}:${item.column}:${item.code}`}>
            <div className="strong">{item.name || item.service}</div>
            <code className="faint">{`${item.file}:${item.line}:${item.column}`}</code>
            <div>{item.message}</div>
            {item.stack && <pre className="tiny faint broken-stack">{item.stack.join('\n')}</pre>}
          </li>
        ))}
      </ul>
    </details>
  )
}
