import { type ReactNode, useRef, useState } from 'react'
import { t } from '../lib/t.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Asks before what was typed is thrown away, by Escape, by the cross or by Close. */
export function useLeaveGuard(onClose: () => void): {
  onTyped: () => void
  onLeave: () => void
  question: ReactNode
} {
  const typed = useRef(false)
  const [asking, setAsking] = useState(false)
  return {
    onTyped: () => {
      typed.current = true
    },
    onLeave: () => (typed.current ? setAsking(true) : onClose()),
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
