import './empty-state.css'
import type { ReactNode } from 'react'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { Pair, type PairLine } from './pair.tsx'

/** Picture, one title, one sentence, one primary button. */
export function EmptyState({
  title,
  children,
  action,
  line,
  service,
  level = 2,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
  line?: PairLine
  service?: { name: string; icon: ConnectorIcon | null }
  level?: 1 | 2
}) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className="empty">
      {line && <Pair line={line} {...(service ? { service } : {})} />}
      <Heading className={level === 1 ? 'page-title' : 'section-title'} tabIndex={level === 1 ? -1 : undefined}>
        {title}
      </Heading>
      {children && <div className="empty-text">{children}</div>}
      {action && <div className="row row-wrap empty-action">{action}</div>}
    </div>
  )
}
