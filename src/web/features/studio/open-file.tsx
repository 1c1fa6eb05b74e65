import { useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { t } from '../../lib/words-studio.ts'
import { type ReadFile, readDropped } from './read-dropped.ts'

/** Chooses a file by keys or by a press: the same as dropping it. */
export function OpenFile({ word, onRead }: { word: string; onRead: (file: ReadFile) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind="quiet" size="small" icon="file" onClick={() => input.current?.click()}>
        {word}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,.jsonc,application/json,text/plain"
        hidden
        aria-label={t('openFile')}
        onChange={async event => {
          const box = event.target
          const file = box.files?.[0]
          if (file) onRead(await readDropped(file))
          box.value = ''
        }}
      />
    </>
  )
}
