import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { compile } from './compile.ts'
import { RULES } from './normalize.ts'
import { RULE_NAMES, type RuleName } from './rule-names.ts'
import type { CompileOptions } from './types.ts'

const contract = readFileSync(new URL('../../docs/contract/forms.md', import.meta.url), 'utf8')
const format = readFileSync(new URL('../../docs/contract/flow-format.md', import.meta.url), 'utf8')
const cases = readdirSync(new URL('./rules.cases/', import.meta.url))

/** The first column of the table in §2. */
function tableNames(): string[] {
  const section = contract.slice(contract.indexOf('## 2. Normalisation rules'), contract.indexOf('## 3. Layouts'))
  const rows = section.split('\n').filter(line => line.startsWith('| `'))
  return rows.flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(match => match[1] ?? ''))
}

/** What comes of the case of a rule: the form, and the rules its diagnostics name. */
function outcome(name: RuleName, kind: 'acts' | 'leaves'): { text: string; named: Set<RuleName> } {
  const text = readFileSync(new URL(`./rules.cases/${name}.${kind}.json`, import.meta.url), 'utf8')
  const one = JSON.parse(text) as { in: Json } & Partial<CompileOptions>
  const { texts = { service: 'shop', chain: ['en'], bundles: {} }, profile = 'installed' } = one
  const form = compile(one.in, { texts, profile })
  return { text: JSON.stringify(form), named: new Set(form.diagnostics.map(({ rule }) => rule)) }
}

function without<T>(name: RuleName, work: () => T): T {
  const changed = RULES.filter(rule => rule.name === name).map(rule => ({ rule, apply: rule.apply }))
  try {
    for (const { rule } of changed) rule.apply = draft => draft
    return work()
  } finally {
    for (const { rule, apply } of changed) rule.apply = apply
  }
}

/** Rules of other phases; each says what it did, but these two, which cost the author nothing. */
const SILENT: RuleName[] = ['unwrap-input', 'ref-inline']
const inTable = RULE_NAMES.filter(name => RULES.some(rule => rule.name === name))
const inPhases = RULE_NAMES.filter(name => !inTable.includes(name) && !SILENT.includes(name))

describe('the names of rules', () => {
  it('are all found in the contract', () => {
    const missing = RULE_NAMES.filter(name => !contract.includes(`\`${name}\``) && !format.includes(`\`${name}\``))
    expect(missing).toEqual([])
  })

  it('hold every rule of the table in forms.md §2', () => {
    expect(tableNames().length).toBeGreaterThan(30)
    expect(tableNames().filter(name => !RULE_NAMES.some(known => known === name))).toEqual([])
  })

  it('each have a case where the rule acts and one where it must not', () => {
    const wanted = RULE_NAMES.flatMap(name => [`${name}.acts.json`, `${name}.leaves.json`])
    expect(wanted.filter(file => !cases.includes(file))).toEqual([])
    const known = new Set<string>(RULE_NAMES)
    expect(cases.filter(file => !known.has(file.split('.')[0] ?? ''))).toEqual([])
  })

  it('stand in the table of rules under a sentence each', () => {
    const sentences = RULES.map(rule => rule.sentence)
    expect(new Set(sentences).size).toBe(sentences.length)
    expect(RULES.every(rule => RULE_NAMES.includes(rule.name))).toBe(true)
  })
})

describe('a rule of the table', () => {
  it.each(inTable)('%s changes its one case, and not the other', name => {
    const off = (kind: 'acts' | 'leaves') => without(name, () => outcome(name, kind).text)
    expect(off('acts')).not.toBe(outcome(name, 'acts').text)
    expect(off('leaves')).toBe(outcome(name, 'leaves').text)
  })
})

describe('a rule of another phase', () => {
  it.each(inPhases)('%s is named in its one case, and not in the other', name => {
    expect(outcome(name, 'acts').named).toContain(name)
    expect(outcome(name, 'leaves').named).not.toContain(name)
  })
})
