import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { Banner } from '../../components/banner.tsx'
import { Icon } from '../../components/icon.tsx'
import { t } from '../../lib/words-administration.ts'

export interface PickedFile {
  name: string
  text: string
}

/** A load file holds a few lines for each provider. What is larger is another file. */
const MOST_BYTES = 256_000
const PASTED_NAME = 'oauths.json'

/** Takes a file by drop, by choice or by paste. What cannot be a load file is refused before it is read. */
export function DropArea({ picked, onPick }: { picked: PickedFile | undefined; onPick: (file: PickedFile) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  function take(text: string, name: string) {
    if (text.trim() === '') return
    const large = text.length > MOST_BYTES
    setRefusal(large ? t('fileTooLarge', { name }) : undefined)
    if (!large) onPick({ name, text })
  }

  async function read(file: File | undefined) {
    if (!file) return
    if (file.size > MOST_BYTES) return setRefusal(t('fileTooLarge', { name: file.name }))
    const text = await file.text()
    // A text has no zero bytes: this is an image, an archive or the like.
    if (text.includes('\0') || file.type.startsWith('image/')) return setRefusal(t('fileNoText', { name: file.name }))
    take(text, file.name)
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keys */}
      <div
        className="drop-area"
        data-over={isOver || undefined}
        onDragOver={(event: DragEvent) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault()
          setOver(false)
          void read(event.dataTransfer.files[0])
        }}
      >
        <Icon name={picked ? 'file' : 'upload'} />
        <span>
          {picked ? <b>{picked.name}</b> : t('dropHere')}{' '}
          <button type="button" className="link-button" data-autofocus onClick={() => input.current?.click()}>
            {picked ? t('chooseOther') : t('chooseLoadFile')}
          </button>
        </span>
        <input
          ref={input}
          type="file"
          accept=".json,.jsonc,application/json,text/plain"
          hidden
          aria-label={t('chooseLoadFile')}
          onChange={event => {
            void read(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <input
          className="input drop-paste"
          aria-label={t('pasteHere')}
          placeholder={t('pasteHere')}
          value=""
          autoComplete="off"
          onChange={() => undefined}
          onPaste={(event: ClipboardEvent) => {
            event.preventDefault()
            take(event.clipboardData.getData('text/plain'), PASTED_NAME)
          }}
        />
      </div>
      {refusal && <Banner kind="bad" role="alert" title={refusal} onClose={() => setRefusal(undefined)} />}
    </>
  )
}
