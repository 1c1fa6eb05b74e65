import type { Preview } from '#shared/contract/preview.ts'

export interface StudioProblem {
  line: number
  column: number
  code: string
  severity: 'error' | 'warning' | 'info'
  message: string
  fix?: string
  /** JSON Pointer into the text; absent for the text as a whole. */
  pointer?: string
}

const RANK = { error: 0, warning: 1, info: 2 }

/** Faults of the text and diagnostics of the form in one list: the worst first, then by place. */
export function studioProblems({ problems, form }: Preview): StudioProblem[] {
  const diagnostics = form?.diagnostics ?? []
  return [...problems, ...diagnostics.map(({ rule, ...rest }) => ({ ...rest, code: rule }))]
    .map(({ line, column, code, severity, message, fix, pointer }) => ({
      line,
      column,
      code,
      severity,
      message: sentence(message),
      ...(fix ? { fix } : {}),
      ...(pointer ? { pointer } : {}),
    }))
    .sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.line - b.line || a.column - b.column)
}

/** What is said about a text is a part of a line elsewhere; here it stands by itself. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

/** True for a preview whose form can be shown. A form that is too large is none, although an empty one is made of it. */
export function hasForm({ form }: Preview): boolean {
  return Boolean(form?.validator) && !form?.diagnostics.some(({ rule }) => rule === 'no-schema')
}
