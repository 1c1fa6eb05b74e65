import './banner.css'
import type { ReactNode, Ref } from 'react'
import { t } from '../lib/t.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-drawings.tsx'

const ICONS = { ok: 'done', warn: 'warning', bad: 'error', neutral: 'info' } as const satisfies Record<string, IconName>

export interface BannerProps {
  kind: keyof typeof ICONS
  title: ReactNode
  children?: ReactNode
  /** At most one button. */
  action?: ReactNode
  onClose?: () => void
  /** `alert` for a failure that just arrived, `status` for a success; none for what stands there from the start. */
  role?: 'alert' | 'status'
  ref?: Ref<HTMLDivElement>
}

/** A framed message in place. Failures stay until they are closed. */
export function Banner({ kind, title, children, action, onClose, role, ref }: BannerProps) {
  return (
    <div className={`banner banner-${kind}`} role={role} ref={ref} tabIndex={ref ? -1 : undefined}>
      <Icon name={ICONS[kind]} />
      <div className="banner-body">
        <div className="banner-title">{title}</div>
        {children && <div className="banner-text">{children}</div>}
      </div>
      {action}
      {onClose && (
        <Button kind="quiet" size="small" icon="close" iconOnly aria-label={t('closeMessage')} onClick={onClose} />
      )}
    </div>
  )
}
