import type { ReactNode } from 'react'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { CodeBlock } from './code-block.tsx'
import { Dialog } from './dialog.tsx'

interface SecretShownProps {
  title: string
  secret: string
  /** What kind of secret it is. */
  what: string
  /** That it is shown once, and what to do with it. */
  once: { title: string; text: string }
  /** The word of whoever has kept it. */
  kept: string
  onClose: () => void
  /** How it is used. */
  children?: ReactNode
}

/** A new secret, once. It lives in this window only: closing it forgets it. */
export function SecretShown({ title, secret, what, once, kept, onClose, children }: SecretShownProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          {kept}
        </Button>
      }
    >
      <div className="dialog-pad stack">
        <Banner kind="warn" title={once.title}>
          {once.text}
        </Banner>
        <CodeBlock text={secret} what={what} />
        {children}
      </div>
    </Dialog>
  )
}
