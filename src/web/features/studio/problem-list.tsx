import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { t, tCount } from '../../lib/words-studio.ts'
import { SEVERITY_ICONS } from './severity-icons.ts'
import type { StudioProblem } from './studio-problems.ts'

/** The worst stand first; nobody reads more, and a page of thousands would be slow. */
const SHOWN = 200

/** Every diagnostic as line:column, code, words; a press shows its line, another one mends it. */
export function ProblemList({
  problems,
  onShow,
  canFix,
  onFix,
}: {
  /** Undefined while the file is looked at for the first time. */
  problems: readonly StudioProblem[] | undefined
  onShow: (problem: StudioProblem) => void
  canFix: (problem: StudioProblem) => boolean
  onFix: (problem: StudioProblem) => void
}) {
  const more = (problems?.length ?? 0) - SHOWN
  return (
    <section className="problems" aria-labelledby="problems-title">
      <h2 id="problems-title" className="small">
        {t('problems')}{' '}
        {problems && (
          <>
            <span className="faint numbers" aria-hidden="true">
              {problems.length}
            </span>
            <span className="visually-hidden">{tCount('problemsFound', problems.length)}</span>
          </>
        )}
      </h2>
      {problems?.length === 0 && (
        <p className="small muted row">
          <Icon name="check" />
          {t('noProblems')}
        </p>
      )}
      <ul>
        {problems?.slice(0, SHOWN).map(problem => (
          <li key={`${problem.line}:${problem.column}:${problem.code}:${problem.message}`} className="problem-row">
            <button type="button" className="problem" onClick={() => onShow(problem)}>
              <span className={`problem-${problem.severity}`}>
                <Icon name={SEVERITY_ICONS[problem.severity]} />
                <span className="visually-hidden">{t(SEVERITY_WORDS[problem.severity])}</span>
              </span>
              <code className="muted">{`${problem.line}:${problem.column}`}</code>
              {/* For authors, in the words of the compiler. */}
              <span className="problem-words" lang="en">
                <b>{problem.code}</b> {problem.message} {problem.fix && <span className="muted">{problem.fix}</span>}
                {problem.pointer && <code className="problem-pointer">{problem.pointer}</code>}
              </span>
            </button>
            {canFix(problem) && (
              <Button
                size="small"
                aria-label={t('fixAt', { line: problem.line, column: problem.column })}
                onClick={() => onFix(problem)}
              >
                {t('fix')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="small muted">{tCount('moreProblems', more)}</p>}
    </section>
  )
}

const SEVERITY_WORDS = { error: 'severityError', warning: 'severityWarning', info: 'severityInfo' } as const
