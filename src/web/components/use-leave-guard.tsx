import { type ReactNode, type Ref, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { type Location, useBlocker } from 'react-router'
import { t } from '../lib/t.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Parameters of the address that open a window with a form: without them what was typed is gone. */
const WINDOWS = ['add', 'add-for', 'edit']

/** Asks before what was typed is thrown away: by Escape, the cross or Close, by Back or a link, by closing the tab. */
export function useLeaveGuard(onClose: () => void): {
  onTyped: () => void
  onLeave: () => void
  /** What was typed is safe: nothing is asked any more. */
  onDone: () => void
  question: ReactNode
} {
  const typed = useRef(false)
  const ask = useRef<() => void>(null)
  return {
    onTyped: () => {
      typed.current = true
    },
    onLeave: () => (typed.current ? ask.current?.() : onClose()),
    onDone: () => {
      typed.current = false
    },
    question: <LeaveQuestion typed={typed} ask={ask} onClose={onClose} />,
  }
}

interface LeaveQuestionProps {
  typed: RefObject<boolean>
  ask: Ref<() => void>
  onClose: () => void
}

/** Knows by itself whether it asks: the form around is not drawn anew for it. */
function LeaveQuestion({ typed, ask, onClose }: LeaveQuestionProps) {
  const [asking, setAsking] = useState(false)
  useImperativeHandle(ask, () => () => setAsking(true), [])
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => typed.current && leaves(currentLocation, nextLocation),
  )
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (typed.current) event.preventDefault()
    }
    addEventListener('beforeunload', onUnload)
    return () => removeEventListener('beforeunload', onUnload)
  }, [typed])

  const blocked = blocker.state === 'blocked' ? blocker : undefined
  if (!asking && !blocked) return null
  return (
    <ConfirmDialog
      title={t('leaveTitle')}
      verb={t('leaveVerb')}
      busyVerb={t('leaveVerb')}
      busy={false}
      error={undefined}
      onConfirm={() => {
        typed.current = false
        if (blocked) blocked.proceed()
        else onClose()
      }}
      onClose={() => {
        blocked?.reset()
        setAsking(false)
      }}
    >
      {t('leaveText')}
    </ConfirmDialog>
  )
}

function leaves(now: Location, next: Location): boolean {
  if (now.pathname !== next.pathname) return true
  const [before, after] = [new URLSearchParams(now.search), new URLSearchParams(next.search)]
  return WINDOWS.some(name => before.get(name) !== after.get(name))
}
