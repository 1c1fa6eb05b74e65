import { Icon } from '../../components/icon.tsx'
import type { Token } from './highlight-json.ts'
import { SEVERITY_ICONS } from './severity-icons.ts'
import type { StudioProblem } from './studio-problems.ts'

/** One line with its number; with a problem it is tinted, and a wave stands under the characters that are meant. */
export function SourceLine({
  line,
  tokens,
  problem,
}: {
  line: number
  tokens: readonly Token[] | undefined
  problem: StudioProblem | undefined
}) {
  const text = problem && tokens?.map(token => token.text).join('')
  return (
    <div className={`source-line source-${problem?.severity ?? 'fine'}`}>
      <span className="source-sign">{problem && <Icon name={SEVERITY_ICONS[problem.severity]} size={12} />}</span>
      <span className="source-number">{line + 1}</span>
      <code>
        {tokens?.map((token, part) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line in their order
          <span key={part} className={`code-${token.kind}`}>
            {token.text}
          </span>
        ))}
        {text && (
          // The same characters again, only for the line under the ones that are meant.
          <span className="source-wave" aria-hidden="true">
            {text.slice(0, problem.column - 1)}
            <u>{wordAt(text, problem.column - 1)}</u>
          </span>
        )}
      </code>
    </div>
  )
}

/** A text in quotes, a word or a mark: what a diagnostic that names one place is about. */
function wordAt(line: string, at: number): string {
  return /^("(?:[^"\\]|\\.)*"?|[\w.+-]+|.)/.exec(line.slice(at))?.[0] ?? ''
}
