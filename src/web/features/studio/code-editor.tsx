import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import type { TextEdit } from '#shared/jsonc-edits.ts'
import { Banner } from '../../components/banner.tsx'
import { announce } from '../../lib/announce.ts'
import { t } from '../../lib/words-studio.ts'
import type { MountedEditor } from './editor/mount-editor.ts'
import type { StudioProblem } from './studio-problems.ts'

export interface CodeEditorHandle {
  /** Shows the place of a problem and what is said about it. */
  show(problem: StudioProblem): void
  /** One step that undo takes back. */
  change(edits: readonly TextEdit[]): void
}

interface CodeEditorProps {
  source: string
  problems: readonly StudioProblem[]
  /** Something else comes first: the text stands as it is. */
  waits: boolean
  /** Absent: it is only shown. */
  onChange: ((source: string) => void) | undefined
  canFix: (problem: StudioProblem) => boolean
  onFix: (problem: StudioProblem) => void
  ref?: Ref<CodeEditorHandle>
}

/** Of a text that waits for its editor, as much as a window shows. */
const FIRST_LINES = 120

/**
 * The text of a connection.json in an editor that comes by itself: no other page pays for it. Until it is there the text
 * stands as it is, and should it not come, in a plain box.
 */
export function CodeEditor({ source, problems, waits, onChange, canFix, onFix, ref }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const latest = useRef({ source, onChange, canFix, onFix })
  useLayoutEffect(() => {
    latest.current = { source, onChange, canFix, onFix }
  })
  const { editor, failed } = useEditor(host, latest, { waits, readOnly: onChange === undefined })
  useEffect(() => editor?.setText(source), [editor, source])
  useEffect(() => editor?.setProblems(problems), [editor, problems])
  useImperativeHandle(ref, () => ({
    show: problem => editor?.show(problem),
    change: edits => editor?.change(edits),
  }))
  if (failed) return <PlainBox source={source} onChange={onChange} />
  return (
    <div className="source">
      {!editor && <pre className="source-waiting">{source.split('\n', FIRST_LINES).join('\n')}</pre>}
      <div className="source-host" ref={host} />
    </div>
  )
}

type Latest = { current: Pick<CodeEditorProps, 'source' | 'onChange' | 'canFix' | 'onFix'> }

function useEditor(
  host: { current: HTMLDivElement | null },
  latest: Latest,
  { waits, readOnly }: { waits: boolean; readOnly: boolean },
) {
  const [editor, setEditor] = useState<MountedEditor>()
  const [failed, setFailed] = useState(false)
  const [begun, setBegun] = useState(!waits)
  if (!begun && !waits) setBegun(true)
  useEffect(() => {
    if (!begun) return
    let mounted: MountedEditor | undefined
    let wanted = true
    import('./editor/mount-editor.ts').then(
      ({ mountEditor }) => {
        if (!wanted || !host.current) return
        mounted = mountEditor(host.current, {
          text: latest.current.source,
          readOnly,
          words: editorWords(readOnly),
          onChange: text => latest.current.onChange?.(text),
          canFix: problem => latest.current.canFix(problem),
          onFix: problem => latest.current.onFix(problem),
          onOpen: ({ code, message, fix = '' }) => announce(`${code}. ${message} ${fix}`),
        })
        setEditor(mounted)
      },
      () => {
        if (wanted) setFailed(true)
      },
    )
    return () => {
      wanted = false
      mounted?.destroy()
      setEditor(undefined)
    }
  }, [host, latest, readOnly, begun])
  return { editor, failed }
}

/** Offline, for one: what was typed can still be read and changed. */
function PlainBox({ source, onChange }: Pick<CodeEditorProps, 'source' | 'onChange'>) {
  return (
    <div className="source source-fallback">
      <Banner kind="warn" title={t('editorMissingTitle')}>
        {t('editorMissing')}
      </Banner>
      <textarea
        className="source-plain"
        aria-label={t('sourceText')}
        value={source}
        readOnly={!onChange}
        spellCheck={false}
        onChange={event => onChange?.(event.target.value)}
      />
    </div>
  )
}

function editorWords(readOnly: boolean) {
  const phrases = {
    Find: t('searchFind'),
    Replace: t('searchReplace'),
    next: t('searchNext'),
    previous: t('searchPrevious'),
    all: t('searchAll'),
    'match case': t('searchCase'),
    regexp: t('searchPattern'),
    'by word': t('searchWord'),
    replace: t('searchReplaceOne'),
    'replace all': t('searchReplaceAll'),
    close: t('searchClose'),
    'current match': t('searchCurrent'),
    'on line': t('searchOnLine'),
    'replaced $ matches': t('searchReplaced'),
    'replaced match on line $': t('searchReplacedLine'),
    'Go to line': t('goToLine'),
    go: t('goTo'),
  }
  return {
    label: t('sourceText'),
    keys: t('editorKeys'),
    empty: readOnly ? '' : t('editorEmpty'),
    fix: t('fix'),
    close: t('closeNote'),
    phrases,
  }
}
