import { describe, expect, it } from 'vitest'
import type { Preview } from '#shared/contract/preview.ts'
import { hasForm, studioProblems } from './studio-problems.ts'

const at = (line: number, severity: 'error' | 'warning' | 'info') => ({ line, column: 1, severity, message: 'm' })
const bundle = { schema: {}, uiSchema: {}, secrets: { fields: [], targets: [] }, validator: { url: 'u', hash: 'h' } }
const preview = (more: Partial<Preview>): Preview => ({ title: '', source: '', problems: [], form: null, ...more })

describe('studioProblems', () => {
  it('puts faults of the text and diagnostics of the form in one list, worst first, then by place', () => {
    const diagnostics = [
      { ...at(4, 'warning'), rule: 'secret-not-marked', pointer: '/pin', fix: 'Add "format".' },
      { ...at(12, 'error'), rule: 'picker-in-connection', pointer: '', fix: '' },
    ]
    const problems = studioProblems(
      preview({ problems: [{ ...at(9, 'warning'), code: 'many-published' }], form: { ...bundle, diagnostics } }),
    )
    expect(problems.map(({ line, code, fix, pointer }) => [line, code, fix, pointer])).toEqual([
      [12, 'picker-in-connection', undefined, undefined],
      [4, 'secret-not-marked', 'Add "format".', '/pin'],
      [9, 'many-published', undefined, undefined],
    ])
  })

  it('makes sentences of what is a part of a line elsewhere', () => {
    const said = (message: string) => studioProblems(preview({ problems: [{ ...at(1, 'error'), code: 'c', message }] }))
    expect(said('a comma is missing')[0]?.message).toBe('A comma is missing.')
    expect(said('The title is missing.')[0]?.message).toBe('The title is missing.')
  })
})

describe('hasForm', () => {
  it('takes a form that was too large for none', () => {
    const tooLarge = { ...at(1, 'error'), rule: 'no-schema', pointer: '', fix: '' }
    expect(hasForm(preview({ form: { ...bundle, diagnostics: [] } }))).toBe(true)
    expect(hasForm(preview({ form: { ...bundle, diagnostics: [tooLarge] } }))).toBe(false)
    expect(hasForm(preview({ form: { ...bundle, diagnostics: [], validator: null } }))).toBe(false)
    expect(hasForm(preview({}))).toBe(false)
  })
})
