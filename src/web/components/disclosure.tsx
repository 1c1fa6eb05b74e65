import './disclosure.css'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** Words that open what lies below them. The browser's own, so that "find in page" opens it too. */
export function Disclosure({
  title,
  className = '',
  open = false,
  children,
}: {
  title: ReactNode
  className?: string
  open?: boolean
  children: ReactNode
}) {
  return (
    <details className={`disclosure ${className}`} open={open}>
      <summary>
        <Icon name="forward" />
        <span>{title}</span>
      </summary>
      {children}
    </details>
  )
}
