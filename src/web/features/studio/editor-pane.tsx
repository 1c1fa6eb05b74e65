import { type ReactNode, useMemo, useRef, useState } from 'react'
import { quickFixes } from '#schema/quick-fix.ts'
import { applyEdits } from '#shared/jsonc-edits.ts'
import { Button } from '../../components/button.tsx'
import { announce } from '../../lib/announce.ts'
import { t } from '../../lib/words-studio.ts'
import { CodeEditor, type CodeEditorHandle } from './code-editor.tsx'
import { ProblemCounts } from './problem-counts.tsx'
import { ProblemList } from './problem-list.tsx'
import { isTooLarge } from './refuse-large.ts'
import { ShareButton } from './share-button.tsx'
import type { StudioProblem } from './studio-problems.ts'

const NONE: readonly StudioProblem[] = []

/** The text of a connection.json, and everything there is to say about it. */
export function EditorPane({
  name,
  source,
  judged,
  problems,
  view,
  waits,
  onChange,
  onCopy,
}: {
  name: string
  source: string
  /** The text that `problems` are about; the person types on meanwhile. */
  judged: string
  /** Undefined while the text is looked at for the first time. */
  problems: readonly StudioProblem[] | undefined
  view: ReactNode
  /** The form is on its way: it comes before the editor. */
  waits: boolean
  /** Absent: the text is only shown. */
  onChange: ((source: string) => void) | undefined
  /** Goes on with a copy of the text. */
  onCopy: ((source: string) => void) | undefined
}) {
  const editor = useRef<CodeEditorHandle>(null)
  const isHuge = onChange !== undefined && isTooLarge(source)
  const [before, setBefore] = useState('')
  if (onChange && !isHuge && before !== source) setBefore(source)

  const fixes = useMemo(() => quickFixes(judged, problems ?? NONE), [judged, problems])
  const canFix = (problem: StudioProblem) => fixes.has(problem)

  function fix(problem: StudioProblem) {
    const edits = quickFixes(source, [problem]).get(problem)
    if (edits && onChange) editor.current?.change(edits)
    else if (edits && onCopy) onCopy(applyEdits(source, edits))
    announce(t(edits ? 'fixed' : 'fixGone'))
  }

  return (
    <div className="editor">
      <div className="editor-head">
        {view}
        <code className="grow muted">{name}</code>
        <ProblemCounts problems={problems ?? NONE} />
        {isHuge && (
          <Button kind="quiet" size="small" icon="back" onClick={() => onChange(before)}>
            {t('backToText')}
          </Button>
        )}
        {source !== '' && !isTooLarge(source) && <ShareButton source={source} />}
        {onCopy && (
          <Button kind="quiet" size="small" icon="copy" onClick={() => onCopy(source)}>
            {t('editCopy')}
          </Button>
        )}
      </div>
      <CodeEditor
        ref={editor}
        source={source}
        problems={problems ?? NONE}
        waits={waits}
        onChange={onChange}
        canFix={canFix}
        onFix={fix}
      />
      <ProblemList problems={problems} onShow={problem => editor.current?.show(problem)} canFix={canFix} onFix={fix} />
    </div>
  )
}
