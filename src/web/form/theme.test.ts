import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compile } from '#schema/compile.ts'
import { isObject, type Json } from '#shared/json.ts'
import * as sources from './fixtures/sources.ts'
import { loadTheme } from './load-theme.ts'
import { THEME } from './theme.ts'

const contract = readFileSync(fileURLToPath(new URL('../../../docs/contract/forms.md', import.meta.url)), 'utf8')
const names = contract.slice(
  contract.indexOf('**Theme names.**'),
  contract.indexOf('- **`ui:options` our components read**'),
)
const inTicks = [...names.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text?.split(' ') ?? [])

/** A form with everything: its text names each part that is fetched only when it is needed. */
const everything = { schema: { oneOf: [], type: 'array' }, uiSchema: { a: 'TabsObject', b: 'GridObject' } }
const { templates, widgets, fields } = await loadTheme(everything)

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

  it('has fields of lists and unions only where a form has some', async () => {
    const plain = await loadTheme({ schema: { type: 'object' }, uiSchema: {} })
    expect(plain.fields).toEqual(THEME.fields)
    expect(Object.keys(fields).sort()).toEqual(['ArrayField', 'FallbackField', 'OneOfField'])
    expect(await loadTheme({ schema: { type: 'object' }, uiSchema: { 'ui:title': 'Other' } })).toBe(plain)
  })

  it('of a form has every name that the compiler emits for it', async () => {
    for (const source of Object.values(sources)) {
      const form = compile(source, { texts, profile: 'installed' })
      const theme = await loadTheme(form)
      const known = { ...theme.templates, ...theme.widgets }
      expect(namesIn(form.uiSchema).filter(name => !(name in known))).toEqual([])
    }
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
