import { useEffect, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { announce } from '../../lib/announce.ts'
import { copyText } from '../../lib/copy-text.ts'
import { t } from '../../lib/words-studio.ts'
import { packSource } from './source-link.ts'

const SHOWN = 2_000

/** Copies a link that carries the text itself behind its `#`, which no browser sends to a server. */
export function ShareButton({ source }: { source: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'copyRefused'>()
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), SHOWN)
    return () => clearTimeout(timer)
  }, [outcome])
  return (
    <Button
      kind="quiet"
      size="small"
      icon={outcome === 'copied' ? 'check' : 'external'}
      title={t('shareNote')}
      onClick={async () => {
        const done = await copyText(`${location.origin}/preview#${await packSource(source)}`)
        const word = done ? 'copied' : 'copyRefused'
        setOutcome(word)
        announce(t(word))
      }}
    >
      {t(outcome ?? 'shareLink')}
    </Button>
  )
}
