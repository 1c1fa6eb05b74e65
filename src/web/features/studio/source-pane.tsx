import { type CSSProperties, useEffect, useMemo, useRef } from 'react'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-drawings.tsx'
import { t } from '../../lib/words-studio.ts'
import { highlightJson } from './highlight-json.ts'
import type { StudioProblem } from './studio-problems.ts'

export const SEVERITY_ICONS: Record<StudioProblem['severity'], IconName> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
}

/** The text with line numbers; bad lines are tinted and have a sign. With `onChange` it can be typed into. */
export function SourcePane({
  source,
  problems,
  goTo,
  onChange,
}: {
  source: string
  problems: readonly StudioProblem[]
  /** A line to show; a new object shows it again. */
  goTo: { line: number } | undefined
  onChange: ((source: string) => void) | undefined
}) {
  const scroll = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => highlightJson(source), [source])
  const worst = useMemo(() => worstByLine(problems), [problems])

  useEffect(() => {
    if (goTo) scroll.current?.querySelector(`[data-line="${goTo.line}"]`)?.scrollIntoView({ block: 'center' })
  }, [goTo])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group is all it is; a scrolling area must be reachable by keys
    <div className="source" ref={scroll} role="group" aria-label={t('sourceText')} tabIndex={onChange ? -1 : 0}>
      <div className="source-inner" style={{ '--lines': lines.length } as CSSProperties}>
        <div className="source-lines" aria-hidden={onChange ? true : undefined}>
          {lines.map((tokens, index) => {
            const severity = worst.get(index + 1)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
              <div key={index} data-line={index + 1} className={`source-line source-${severity ?? 'fine'}`}>
                <span className="source-sign">{severity && <Icon name={SEVERITY_ICONS[severity]} size={12} />}</span>
                <span className="source-number">{index + 1}</span>
                <code>
                  {tokens.map((token, part) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line in their order
                    <span key={part} className={`code-${token.kind}`}>
                      {token.text}
                    </span>
                  ))}
                </code>
              </div>
            )
          })}
        </div>
        {onChange && (
          <textarea
            className="source-input"
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

function worstByLine(problems: readonly StudioProblem[]): Map<number, StudioProblem['severity']> {
  const worst = new Map<number, StudioProblem['severity']>()
  // The list stands worst first, so the first of a line is its worst.
  for (const problem of problems) if (!worst.has(problem.line)) worst.set(problem.line, problem.severity)
  return worst
}
