import type { ReactNode } from 'react'
import { errorWords } from '../lib/error-words.ts'
import { Banner } from './banner.tsx'

/** A failure in place, announced at once and kept until closed. */
export function ErrorBanner({ error, action, onClose }: { error: unknown; action?: ReactNode; onClose?: () => void }) {
  const words = errorWords(error)
  return (
    <Banner kind="bad" role="alert" title={words.title} action={action} {...(onClose ? { onClose } : {})}>
      <p>{words.text}</p>
      {words.details && <p className="tiny faint">{words.details}</p>}
    </Banner>
  )
}
