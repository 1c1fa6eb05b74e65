import { type ReactNode, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { t } from '../../lib/words-studio.ts'
import { ProblemList } from './problem-list.tsx'
import { isTooLarge } from './refuse-large.ts'
import { ShareButton } from './share-button.tsx'
import { SourcePane } from './source-pane.tsx'
import type { StudioProblem } from './studio-problems.ts'

const NONE: readonly StudioProblem[] = []

/** The text of a connection.json, and everything there is to say about it. */
export function EditorPane({
  name,
  source,
  problems,
  view,
  onChange,
  onCopy,
}: {
  name: string
  source: string
  /** Undefined while the text is looked at for the first time. */
  problems: readonly StudioProblem[] | undefined
  view: ReactNode
  /** Absent: the text is only shown. */
  onChange: ((source: string) => void) | undefined
  onCopy: (() => void) | undefined
}) {
  const [goTo, setGoTo] = useState<{ line: number } | undefined>()
  const isHuge = onChange !== undefined && isTooLarge(source)
  const [before, setBefore] = useState('')
  if (onChange && !isHuge && before !== source) setBefore(source)
  return (
    <div className="editor">
      <div className="editor-head">
        {view}
        <code className="grow muted">{name}</code>
        {isHuge && (
          <Button kind="quiet" size="small" icon="back" onClick={() => onChange(before)}>
            {t('backToText')}
          </Button>
        )}
        {source !== '' && !isTooLarge(source) && <ShareButton source={source} />}
        {onCopy && (
          <Button kind="quiet" size="small" icon="copy" onClick={onCopy}>
            {t('editCopy')}
          </Button>
        )}
      </div>
      <SourcePane source={source} problems={problems ?? NONE} goTo={goTo} onChange={onChange} />
      <ProblemList problems={problems} onGoTo={line => setGoTo({ line })} />
    </div>
  )
}
