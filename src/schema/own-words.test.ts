import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '#shared/json.ts'
import { compile } from './compile.ts'
import { localeChain } from './texts.ts'

const form = (locale: string, input: JsonObject) =>
  compile({ input } as Json, {
    profile: 'installed',
    texts: {
      service: 'depot',
      chain: localeChain(locale),
      bundles: { en: { plain: 'Plain', way: 'Way' }, de: { plain: 'Einfach', way: 'Weg' } },
    },
  })

const text = { type: 'string', title: 'Name' }
const tabs = (options: JsonObject = {}) => ({
  type: 'object',
  format: 'categories',
  options,
  properties: { a: text, g: { type: 'object', title: 'Proxy', properties: { b: text } } },
})

const layoutOf = (compiled: ReturnType<typeof form>) => JSON.stringify(compiled.uiSchema['ui:options'])

describe('what the compiler itself says', () => {
  it.each([
    ['de-AT', 'Allgemein'],
    ['en-GB', 'Basic'],
    ['fr', 'Basic'],
  ])('stands in the language of the form: %s', (locale, word) => {
    expect(layoutOf(form(locale, tabs()))).toContain(`"title":"${word}"`)
  })

  it('gives way to words of the author, which are translated as all of his are', () => {
    expect(layoutOf(form('de', tabs({ basicCategoryTitle: 'depot:plain' })))).toContain('"title":"Einfach"')
    const grouped = {
      type: 'object',
      groups: [{ id: 'x', title: 'depot:way' }],
      properties: { a: { ...text, group: 'x' } },
    }
    expect(layoutOf(form('de', grouped))).toContain('"title":"Weg"')
  })

  it('names the closed section', () => {
    const advanced = { type: 'object', properties: { a: text, b: { ...text, advanced: true } } }
    expect(layoutOf(form('de', advanced))).toContain('"title":"Erweitert"')
  })

  it('changes nothing that judges values', () => {
    const union = { type: 'object', properties: { u: { oneOf: [tabs(), { ...tabs(), required: ['a'] }] } } }
    expect(form('de', union).schema).toEqual(form('en', union).schema)
  })
})
