import './chip.css'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-drawings.tsx'

/** A small framed word. Colour never stands alone: a coloured chip has an icon. */
export function Chip({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: 'neutral' | 'ok' | 'warn' | 'bad' | 'accent'
  icon?: IconName
  children: ReactNode
}) {
  return (
    <span className={`chip chip-${tone}`}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  )
}
