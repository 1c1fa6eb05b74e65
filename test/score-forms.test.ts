import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FORM_FIGURES } from '../score/lab/forms/figures.ts'
import { fittingValues } from '../score/lab/forms/fitting-values.ts'
import { spread } from '../score/lab/forms/sample-forms.ts'
import { type SideReport, startReport } from '../score/lab/forms/side-report.ts'
import { readFacts } from '../score/lab/forms/source-facts.ts'
import type { Walk } from '../score/lab/forms/walk-forms.ts'
import { describeWalk } from '../score/lab/forms/write-form-report.ts'

/** A walk over one form in which everything was seen, with these violations on our side. */
function walkWith(found: Partial<SideReport['found']>, seen: Partial<SideReport['seen']> = {}): Walk {
  const one = startReport()
  const all = Object.fromEntries(Object.keys(one.seen).map(key => [key, 1])) as unknown as SideReport['seen']
  const ours = { found: { ...one.found, ...found }, seen: { ...all, ...seen } }
  const equalErrors = { ours: 2, stock: 1 }
  return { size: 'full', from: 'one form', foreign: true, forms: [{ name: 'one', ours, stock: ours }], equalErrors }
}

describe('the figures of forms', () => {
  it('pass with nothing found, and fail with one thing each', () => {
    expect(FORM_FIGURES.filter(figure => !figure.judge(walkWith({})).ok)).toEqual([])
    for (const key of Object.keys(startReport().found)) {
      const failed = FORM_FIGURES.filter(figure => !figure.judge(walkWith({ [key]: ['here'] })).ok)
      expect(failed, key).toHaveLength(1)
    }
    const lost = { ...walkWith({}), equalErrors: { ours: 1, stock: 1 } }
    expect(FORM_FIGURES.filter(figure => !figure.judge(lost).ok).map(figure => figure.id)).toEqual(['F-8'])
  })

  it('fail when nothing was there to be found', () => {
    const failed = FORM_FIGURES.filter(figure => !figure.judge(walkWith({}, { secrets: 0, problems: 0 })).ok)
    expect(failed.map(figure => figure.id)).toEqual(['F-3', 'F-5'])
  })

  it('stand in the docs as the report writes them, without a word of the forms', () => {
    const written = readFileSync(fileURLToPath(new URL('../docs/score-forms.md', import.meta.url)), 'utf8')
    const rows = (text: string) => [...text.matchAll(/^\| (F-\d+) \| ([^|]+) \| ([^|]+) \|/gm)].map(row => row.slice(1))
    expect(rows(written)).toEqual(rows(describeWalk(walkWith({}))))
    expect(rows(written)).toHaveLength(FORM_FIGURES.length)
    expect(describeWalk(walkWith({ axe: ['rule #secret-place'] }))).not.toContain('secret-place')
  })
})

describe('what a source says of itself', () => {
  const secret = { type: 'string', airbyte_secret: true }
  const facts = readFacts({
    type: 'object',
    definitions: { key: { type: 'object', properties: { pem: { type: 'string', format: 'pem' } } } },
    properties: {
      host: { type: 'string', examples: ['db.example.com'] },
      port: { type: 'integer', minimum: 1024, maximum: 2000 },
      day: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
      key: { $ref: '#/definitions/key' },
      auth: {
        oneOf: [
          { properties: { kind: { const: 'token' }, token: secret } },
          { properties: { kind: { const: 'user' }, user: { type: 'string' }, mode: { const: 'x' } } },
          { properties: { mode: { type: 'string' } } },
        ],
      },
      rows: { type: 'array', items: { properties: { pass: secret } } },
    },
  })

  it('are its secrets, its constants and its unions, with references followed', () => {
    expect([...facts.secrets]).toEqual(['key/pem', 'auth/token', 'rows/pass'])
    expect([...facts.fixed]).toEqual(['auth/kind'])
    expect(facts.unions).toBe(1)
  })

  it('and values that fit: examples, bounds, and known texts for a pattern', () => {
    expect(fittingValues(facts)).toEqual({ host: 'db.example.com', port: '1024', day: '2025-06-01' })
  })
})

describe('a short run', () => {
  it('takes forms at equal distances, the first and the last among them', () => {
    const list = Array.from({ length: 230 }, (_, i) => i)
    const taken = spread(list, 20)
    expect(taken).toHaveLength(20)
    expect([taken[0], taken.at(-1)]).toEqual([0, 229])
    expect(spread([1, 2], 20)).toEqual([1, 2])
  })
})
