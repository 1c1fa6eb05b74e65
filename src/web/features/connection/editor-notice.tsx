import { useEffect, useRef } from 'react'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { serverWords } from '../../lib/server-words.ts'
import { t } from '../../lib/t.ts'
import type { Notice } from './use-connection-editor.ts'

interface EditorNoticeProps {
  notice: Notice | undefined
  onClose: () => void
  onAllow: (host: string) => void
  allowing: boolean
}

/** The answer to the last test or save. A failure is announced and stays until it is closed. */
export function EditorNotice({ notice, onClose, onAllow, allowing }: EditorNoticeProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (notice) place.current?.scrollIntoView({ block: 'nearest' })
  }, [notice])
  if (!notice) return null
  return (
    <div ref={place}>
      {notice.kind === 'good' && <Banner kind="ok" role="status" title={notice.text} onClose={onClose} />}
      {notice.kind === 'cancelled' && <Banner kind="neutral" role="status" title={notice.text} onClose={onClose} />}
      {notice.kind === 'refused' && (
        <Banner kind="bad" role="alert" title={`${t('notValidated')} `} onClose={onClose}>
          <p>{serverWords(notice.text)}</p>
          {notice.hint && <p>{serverWords(notice.hint)}</p>}
          {notice.allow !== undefined && <AllowHost host={notice.allow} onAllow={onAllow} busy={allowing} />}
        </Banner>
      )}
      {notice.kind === 'fault' && <ErrorBanner error={notice.error} onClose={onClose} />}
    </div>
  )
}

/** The one step that helps: what this computer listens on is nobody's business until somebody says so. */
function AllowHost({ host, onAllow, busy }: { host: string; onAllow: (host: string) => void; busy: boolean }) {
  return (
    <p>
      <Button size="small" busy={busy} onClick={() => onAllow(host)}>
        {t('allowAndRetry', { host })}
      </Button>
    </p>
  )
}
