import './toaster.css'
import { useEffect, useState } from 'react'
import { useAnnouncement } from '../lib/announce.ts'
import { t } from '../lib/t.ts'
import { dismissToast, type Toast, useToasts } from '../lib/toasts.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

const SHOWN = 6_000

/** Successes at the bottom end, and the one live region of the page. */
export function Toaster() {
  const toasts = useToasts()
  const announcement = useAnnouncement()
  return (
    <>
      <div className="toasts" role="status">
        {toasts.map(toast => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
      <div className="visually-hidden" role="status">
        {announcement}
      </div>
    </>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN)
    return () => clearTimeout(timer)
  }, [held, toast.id])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only stops the clock; the controls are inside
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name="check" />
      <span className="grow">{toast.text}</span>
      {toast.action && (
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            toast.action?.run()
            dismissToast(toast.id)
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <Button
        kind="quiet"
        size="small"
        icon="close"
        iconOnly
        aria-label={t('closeMessage')}
        onClick={() => dismissToast(toast.id)}
      />
    </div>
  )
}
