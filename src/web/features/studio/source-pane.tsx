import { type CSSProperties, type ClipboardEvent as ReactClipboardEvent, useEffect, useMemo, useRef } from 'react'
import { t } from '../../lib/words-studio.ts'
import { isTooLarge, MAX_BYTES } from './refuse-large.ts'
import { SourceLine } from './source-line.tsx'
import { describeSource, paintLines } from './source-lines.ts'
import type { StudioProblem } from './studio-problems.ts'
import { useLinesInView } from './use-lines-in-view.ts'

interface SourcePaneProps {
  source: string
  problems: readonly StudioProblem[]
  /** A line to show; a new object shows it again. */
  goTo: { line: number } | undefined
  /** Absent: it is only shown. */
  onChange: ((source: string) => void) | undefined
}

/**
 * The text with line numbers; bad lines are tinted and have a sign. Of a long text only the lines in view are drawn. One
 * with an endless line is drawn by its text box alone, and one that is too large to be a form has no text box at all:
 * a browser is busy for seconds with such a box.
 */
export function SourcePane({ source, problems, goTo, onChange }: SourcePaneProps) {
  const inner = useRef<HTMLDivElement>(null)
  const { count, columns, isEndless, isLong, isHuge } = useMemo(() => describeSource(source), [source])
  const canType = onChange !== undefined && !isHuge
  const isPlain = isEndless && canType
  usePasteOver(isHuge, onChange)
  const range = useLinesInView(inner, count, isLong)
  const lines = useMemo(
    () => (isPlain ? undefined : paintLines(source, range.from, range.to)),
    [source, range.from, range.to, isPlain],
  )
  const worst = useMemo(() => worstByLine(problems), [problems])

  useEffect(() => {
    const pane = inner.current
    const scroller = pane?.parentElement
    if (!goTo || !pane || !scroller) return
    const line = pane.clientHeight / count
    const top = (goTo.line - 0.5) * line
    // On a narrow screen the page scrolls, not the pane.
    if (scroller.scrollHeight > scroller.clientHeight + 1) scroller.scrollTop = top - scroller.clientHeight / 2
    else window.scrollBy({ top: pane.getBoundingClientRect().top + top - window.innerHeight / 2 })
  }, [goTo, count])

  const size = { '--lines': count, '--columns': columns, '--first': range.from } as CSSProperties
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group is all it is; a scrolling area must be reachable by keys
    <div
      className="source"
      role="group"
      aria-label={t('sourceText')}
      tabIndex={canType ? -1 : 0}
      onPaste={event => {
        const pasted = canType ? hugeAfter(event, source) : undefined
        if (pasted === undefined) return
        event.preventDefault()
        onChange?.(pasted)
      }}
    >
      <div className="source-inner" ref={inner} style={size}>
        <div className="source-lines" aria-hidden={canType ? true : undefined}>
          {Array.from({ length: range.to - range.from }, (_, index) => range.from + index).map(line => (
            <SourceLine key={line} line={line} tokens={lines?.[line - range.from]} problem={worst.get(line + 1)} />
          ))}
        </div>
        {canType && (
          <textarea
            className={isPlain ? 'source-input source-plain' : 'source-input'}
            aria-label={t('sourceText')}
            value={source}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            onChange={event => onChange(event.target.value)}
          />
        )}
      </div>
    </div>
  )
}

/** The text after a paste that the text box must not get, because it would be too large. */
function hugeAfter({ clipboardData, target }: ReactClipboardEvent, source: string): string | undefined {
  const pasted = pastedText(clipboardData)
  if (pasted.length < MAX_BYTES / 4 || !(target instanceof HTMLTextAreaElement)) return undefined
  const next = source.slice(0, target.selectionStart) + pasted + source.slice(target.selectionEnd)
  return isTooLarge(next) ? next : undefined
}

/** Where there is no text box, a paste that goes nowhere else takes the place of the text. */
function usePasteOver(isOn: boolean, onPaste: ((source: string) => void) | undefined): void {
  useEffect(() => {
    if (!isOn || !onPaste) return
    const take = ({ clipboardData, target }: ClipboardEvent) => {
      const elsewhere = target instanceof Element && target.closest('input, textarea')
      if (clipboardData && !elsewhere) onPaste(pastedText(clipboardData))
    }
    document.addEventListener('paste', take)
    return () => document.removeEventListener('paste', take)
  }, [isOn, onPaste])
}

function pastedText(data: DataTransfer): string {
  return data.getData('text/plain').replace(/\r\n?/g, '\n')
}

function worstByLine(problems: readonly StudioProblem[]): Map<number, StudioProblem> {
  const worst = new Map<number, StudioProblem>()
  // The list stands worst first, so the first of a line is its worst.
  for (const problem of problems) if (!worst.has(problem.line)) worst.set(problem.line, problem)
  return worst
}
