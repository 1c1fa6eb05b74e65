import { type ReactNode, useId } from 'react'
import { t } from '../lib/t.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorBanner } from './error-banner.tsx'

export interface ConfirmDialogProps {
  title: string
  children: ReactNode
  /** The verb on the red button, which is blue for what destroys nothing. */
  verb: string
  gentle?: boolean
  /** Why it cannot be done is said in the window. */
  refused?: boolean
  busyVerb: string
  busy: boolean
  error: unknown
  /** Below the sentence, for example what it is about in single. */
  more?: ReactNode
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something is destroyed. Names the thing; the way out has the focus first. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const text = useId()
  return (
    <Dialog
      size="small"
      role="alertdialog"
      title={props.title}
      describedBy={text}
      onClose={props.onClose}
      footer={
        <>
          <Button kind="quiet" data-autofocus onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button
            kind={props.gentle ? 'primary' : 'danger'}
            busy={props.busy}
            disabled={props.refused}
            onClick={props.onConfirm}
          >
            {props.busy ? props.busyVerb : props.verb}
          </Button>
        </>
      }
    >
      <div className="dialog-pad stack">
        <p id={text}>{props.children}</p>
        {props.more}
        {props.error ? <ErrorBanner error={props.error} /> : null}
      </div>
    </Dialog>
  )
}
