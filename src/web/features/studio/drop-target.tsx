import { type DragEvent, type ReactNode, useState } from 'react'
import { t } from '../../lib/words-studio.ts'
import { type ReadFile, readDropped } from './read-dropped.ts'

/** A part of the page that takes a file which is dropped anywhere on it. Text that is dragged about is none of its business. */
export function DropTarget({ onRead, children }: { onRead: (file: ReadFile) => void; children: ReactNode }) {
  const [isOver, setOver] = useState(false)
  const hasFile = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

  function over(event: DragEvent) {
    if (!hasFile(event)) return
    event.preventDefault()
    setOver(true)
  }

  async function drop(event: DragEvent) {
    if (!hasFile(event)) return
    // Before the text editor, which would put the file where the pointer is.
    event.preventDefault()
    event.stopPropagation()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onRead(await readDropped(file))
  }

  return (
    <div
      className="drop-target"
      data-over={isOver || undefined}
      onDragOverCapture={over}
      onDragLeaveCapture={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDropCapture={event => void drop(event)}
    >
      {children}
      {isOver && <p className="drop-veil">{t('dropIt')}</p>}
    </div>
  )
}
