import './paste-panel.css'
import { useState } from 'react'
import { type Fill, type FillTarget, fillFromText, replaceFields, undo } from './fill-session.ts'
import { PasteArea } from './paste-area.tsx'
import { PasteBar } from './paste-bar.tsx'
import { sayPaste } from './paste-words.ts'

export interface PastePanelProps extends FillTarget {
  /** What a paste into a box has filled; without it the area to paste into opens. */
  start: Fill | undefined
  /** `focus`: id of the box that gets the focus, if any. */
  onClose: (focus: string | undefined) => void
}

/** An area to paste into, then what was filled. */
export function PastePanel({ start, onClose, ...target }: PastePanelProps) {
  const [fill, setFill] = useState(start)
  const [isReplaced, setReplaced] = useState(false)
  if (!fill) {
    return (
      <PasteArea
        onClose={() => onClose(undefined)}
        onText={text => {
          const found = fillFromText(target, text)
          setFill(found)
          return found !== undefined
        }}
      />
    )
  }
  return (
    <PasteBar
      fill={fill}
      state={target.session.state}
      takesFocus={fill.box === undefined || isReplaced}
      onReplace={() => {
        setReplaced(true)
        setFill(replaceFields(target, fill))
      }}
      onUndo={() => {
        undo(target, fill)
        target.session.state.announce(sayPaste('pasteUndone'))
        onClose(fill.box)
      }}
      onClose={() => onClose(fill.box)}
    />
  )
}
