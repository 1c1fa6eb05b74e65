import { describe, expect, it } from 'vitest'
import { studioProblems } from './studio-problems.ts'

describe('studioProblems', () => {
  it('puts faults of the text and diagnostics of the form in one list, worst first, then by place', () => {
    const at = (line: number, severity: 'error' | 'warning' | 'info') => ({ line, column: 1, severity, message: 'm' })
    const problems = studioProblems({
      title: '',
      source: '',
      problems: [{ ...at(9, 'warning'), code: 'many-published' }],
      form: {
        schema: {},
        uiSchema: {},
        secrets: { fields: [], targets: [] },
        validator: null,
        diagnostics: [
          { ...at(4, 'warning'), rule: 'secret-not-marked', pointer: '', fix: 'Add "format".' },
          { ...at(12, 'error'), rule: 'picker-in-connection', pointer: '', fix: '' },
        ],
      },
    })
    expect(problems.map(problem => [problem.line, problem.code, problem.fix])).toEqual([
      [12, 'picker-in-connection', undefined],
      [4, 'secret-not-marked', 'Add "format".'],
      [9, 'many-published', undefined],
    ])
  })
})
