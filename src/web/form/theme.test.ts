import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compile } from '#schema/compile.ts'
import { isObject, type Json } from '#shared/json.ts'
import * as sources from './fixtures/sources.ts'
import { templates, widgets } from './theme.ts'

const contract = readFileSync(fileURLToPath(new URL('../../../docs/contract/forms.md', import.meta.url)), 'utf8')
const names = contract.slice(
  contract.indexOf('**Theme names.**'),
  contract.indexOf('- **`ui:options` our components read**'),
)
const inTicks = [...names.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text?.split(' ') ?? [])

describe('the theme', () => {
  it('has every template that the contract names', () => {
    const wanted = inTicks.filter(name => /^[A-Z]/.test(name))
    expect(wanted.length).toBeGreaterThan(10)
    expect(wanted.filter(name => !(name in templates))).toEqual([])
  })

  it('has exactly the widgets of the contract', () => {
    const table = contract.slice(contract.indexOf('## 4. Formats'), contract.indexOf('## 5. Unions'))
    const wanted = new Set([...table.matchAll(/`(fc[A-Z]\w+)`/g)].map(([, name]) => name))
    expect(Object.keys(widgets).sort()).toEqual([...wanted, 'hidden'].sort())
  })

  it('has every name that the compiler emits, and the net is never needed', () => {
    const emitted = Object.values(sources).flatMap(source =>
      namesIn(compile(source, { texts, profile: 'installed' }).uiSchema),
    )
    expect(new Set(emitted).size).toBeGreaterThan(15)
    const known = new Set([
      ...Object.keys(templates).filter(name => !name.endsWith('Template')),
      ...Object.keys(widgets),
    ])
    expect(emitted.filter(name => !known.has(name))).toEqual([])
  })
})

const texts = { service: 'demo', chain: ['en'], bundles: {} }

/** Widgets and templates that a uiSchema names, at any depth. */
function namesIn(ui: Json): string[] {
  if (Array.isArray(ui)) return ui.flatMap(namesIn)
  if (!isObject(ui)) return []
  return Object.entries(ui).flatMap(([key, value]) =>
    /^ui:(widget|\w+Template)$/.test(key) && typeof value === 'string' ? [value] : namesIn(value),
  )
}
