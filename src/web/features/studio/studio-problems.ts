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

/** Faults of the text and diagnostics of the form in one list: the worst first, then by place. */
export function studioProblems(preview: Preview): StudioProblem[] {
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
