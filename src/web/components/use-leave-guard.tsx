import { type ReactNode, useRef, useState } from 'react'
import { t } from '../lib/t.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Asks before Escape throws away what was typed. Close and the cross do not ask: they are pressed on purpose. */
export function useLeaveGuard(onClose: () => void): {
  onTyped: () => void
  onEscape: () => void
  question: ReactNode
} {
  const typed = useRef(false)
  const [asking, setAsking] = useState(false)
  return {
    onTyped: () => {
      typed.current = true
    },
    onEscape: () => (typed.current ? setAsking(true) : onClose()),
    question: asking && (
      <ConfirmDialog
        title={t('leaveTitle')}
        verb={t('leaveVerb')}
        busyVerb={t('leaveVerb')}
        busy={false}
        error={undefined}
        onConfirm={onClose}
        onClose={() => setAsking(false)}
      >
        {t('leaveText')}
      </ConfirmDialog>
    ),
  }
}
