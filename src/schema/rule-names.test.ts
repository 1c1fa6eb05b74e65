import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RULES } from './normalize.ts'
import { RULE_NAMES } from './rule-names.ts'

const contract = readFileSync(new URL('../../docs/contract/forms.md', import.meta.url), 'utf8')
const format = readFileSync(new URL('../../docs/contract/flow-format.md', import.meta.url), 'utf8')
const cases = readdirSync(new URL('./rules.cases/', import.meta.url))

/** The first column of the table in §2. */
function tableNames(): string[] {
  const section = contract.slice(contract.indexOf('## 2. Normalisation rules'), contract.indexOf('## 3. Layouts'))
  const rows = section.split('\n').filter(line => line.startsWith('| `'))
  return rows.flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(match => match[1] ?? ''))
}

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
