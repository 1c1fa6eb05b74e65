import { Icon } from '../../components/icon.tsx'
import { SEVERITY_ICONS } from './severity-icons.ts'
import type { StudioProblem } from './studio-problems.ts'

const SEVERITIES = ['error', 'warning', 'info'] as const

/** How many problems of each kind there are, in signs: for readers the list below says it in words. */
export function ProblemCounts({ problems }: { problems: readonly StudioProblem[] }) {
  const counts = SEVERITIES.map(severity => ({
    severity,
    count: problems.filter(problem => problem.severity === severity).length,
  }))
  return (
    <span className="problem-counts numbers" aria-hidden="true">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ severity, count }) => (
          <span key={severity} className={`problem-${severity}`}>
            <Icon name={SEVERITY_ICONS[severity]} /> {count}
          </span>
        ))}
    </span>
  )
}
