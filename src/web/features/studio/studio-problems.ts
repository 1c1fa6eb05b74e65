import type { BrokenArtifact } from '#shared/contract/connectors.ts'
import type { Preview } from '#shared/contract/preview.ts'

export interface StudioProblem {
  line: number
  column: number
  code: string
  severity: 'error' | 'warning' | 'info'
  message: string
  fix?: string
}

const RANK = { error: 0, warning: 1, info: 2 }

/**
 * Faults of the text and diagnostics of the form in one list: the worst first, then by place. `faults` is what the
 * server says about the same file now: it counts alone, because the form on show is then an older one.
 */
export function studioProblems(preview: Preview, faults: readonly BrokenArtifact[] = []): StudioProblem[] {
  if (faults.length > 0) {
    return faults.map(({ line, column, code, message }) => ({ line, column, code, severity: 'error', message }))
  }
  const diagnostics = preview.form?.diagnostics ?? []
  return [...preview.problems, ...diagnostics.map(({ rule, ...rest }) => ({ ...rest, code: rule }))]
    .map(({ line, column, code, severity, message, fix }) => ({
      line,
      column,
      code,
      severity,
      message,
      ...(fix ? { fix } : {}),
    }))
    .sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.line - b.line || a.column - b.column)
}
