import { useEffect, useState } from 'react'
import { announce } from '../lib/announce.ts'
import { copyText } from '../lib/copy-text.ts'
import { t } from '../lib/t.ts'
import { Button } from './button.tsx'

const SHOWN = 2_000

/** Copies a text and says so for two seconds. `what` names it for those who cannot see where the button stands. */
export function CopyButton({
  text,
  what,
  kind = 'quiet',
}: {
  text: string
  what: string
  kind?: 'quiet' | 'secondary'
}) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | undefined>()
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), SHOWN)
    return () => clearTimeout(timer)
  }, [outcome])
  return (
    <Button
      kind={kind}
      size="small"
      icon={outcome === 'copied' ? 'check' : 'copy'}
      className={outcome === 'copied' ? 'button-copied' : ''}
      aria-label={outcome ? undefined : t('copyWhat', { what })}
      onClick={async () => {
        const done = await copyText(text)
        setOutcome(done ? 'copied' : 'refused')
        announce(done ? t('copied') : t('copyRefused'))
      }}
    >
      {outcome === 'copied' ? t('copied') : outcome === 'refused' ? t('copyRefused') : t('copy')}
    </Button>
  )
}
