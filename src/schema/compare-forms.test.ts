import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { compareForms, type FieldChange, type SavedFate } from './compare-forms.ts'
import { compile } from './compile.ts'
import { mergeKept } from './merge-kept.ts'

const TEXTS = { service: '', chain: ['en'], bundles: {} }
const form = (properties: JsonObject) => compile({ type: 'object', properties }, { texts: TEXTS, profile: 'preview' })
const text = (title: string, more: JsonObject = {}): JsonObject => ({ type: 'string', title, ...more })

/** The one field that differs, as `changes: fate`. */
function compared(before: JsonObject, after: JsonObject): string[] {
  return compareForms(form(before), form(after)).fields.flatMap(({ changes, fate }) => {
    return changes.length === 0 ? [] : [`${changes.join(' ')}: ${fate}`]
  })
}

const URL = text('Server URL', { format: 'url', minLength: 1 })
const PASSWORD = text('Password', { format: 'password', minLength: 1 })
const said = (changes: FieldChange, fate: SavedFate) => [`${changes}: ${fate}`]

const CASES: Record<string, [before: JsonObject, after: JsonObject, says: string[]]> = {
  'a new optional field is empty': [{}, { zone: text('Zone') }, said('added', 'empty')],
  'a new required field must be filled in': [{}, { zone: text('Zone', { minLength: 1 }) }, said('added', 'fill')],
  'a new field with a default starts with it': [{}, { zone: text('Zone', { default: 'eu' }) }, said('added', 'start')],
  'a new box to tick is no question to anybody': [{}, { on: { type: 'boolean', title: 'On' } }, ['added: start']],
  'what a removed field held is lost': [{ zone: text('Zone') }, {}, said('removed', 'lost')],
  'a field with another name and the same words was renamed': [
    { url: text('Address') },
    { base: text('Address') },
    said('renamed', 'lost'),
  ],
  'a field with a longer name was renamed': [
    { url: text('Address', { minLength: 1 }) },
    { server_url: text('Server', { minLength: 1 }) },
    ['renamed label: again'],
  ],
  'a field that went into a group was moved': [
    { proxy_host: text('Host') },
    { proxy: { type: 'object', title: 'Proxy', properties: { proxy_host: text('Host') } } },
    said('moved', 'lost'),
  ],
  'a text that became a number must be entered again': [
    { port: text('Port') },
    { port: { type: 'integer', title: 'Port' } },
    said('retyped', 'again'),
  ],
  'a whole number is a number': [
    { port: { type: 'integer', title: 'Port' } },
    { port: { type: 'number', title: 'Port' } },
    said('retyped', 'kept'),
  ],
  'a field that is required now may have been left empty': [
    { user: text('User') },
    { user: text('User', { minLength: 1 }) },
    ['required limits: check'],
  ],
  'a field that is secret now keeps what it held': [
    { token_id: text('Id') },
    { token_id: text('Id', { format: 'password' }) },
    said('secret', 'kept'),
  ],
  'a choice that went may be the saved one': [
    { zone: text('Zone', { enum: ['eu', 'us'] }) },
    { zone: text('Zone', { enum: ['eu'], default: 'eu' }) },
    ['choices default: check'],
  ],
  'a choice that came hurts nobody': [
    { zone: text('Zone', { enum: ['eu', 'us'] }) },
    { zone: text('Zone', { enum: ['eu', 'us', 'ap'] }) },
    said('choices', 'kept'),
  ],
  'a wider limit hurts nobody': [
    { name: text('Name', { maxLength: 5 }) },
    { name: text('Name', { maxLength: 9 }) },
    said('limits', 'kept'),
  ],
  'a narrower limit may refuse what is saved': [
    { name: text('Name', { maxLength: 9 }) },
    { name: text('Name', { maxLength: 5 }) },
    said('limits', 'check'),
  ],
  'other words change nothing': [{ zone: text('Zone') }, { zone: text('Region') }, said('label', 'kept')],
}

describe('comparing two versions of a form', () => {
  it.each(Object.entries(CASES))('%s', (_title, [before, after, says]) => {
    expect(compared({ url2: URL, ...before }, { url2: URL, ...after })).toEqual(says)
  })

  it('says nothing of a form that is the same', () => {
    const { fields, newTarget } = compareForms(
      form({ url: URL, password: PASSWORD }),
      form({ url: URL, password: PASSWORD }),
    )
    expect(fields.map(({ changes, fate }) => [changes, fate])).toEqual([
      [[], 'kept'],
      [[], 'kept'],
    ])
    expect(newTarget).toBe(false)
  })

  it('asks for every secret again when it would go to an address that was not saved, as saving does', () => {
    const [before, after] = [form({ url: URL, password: PASSWORD }), form({ server: URL, password: PASSWORD })]
    const { fields, newTarget } = compareForms(before, after)
    expect(newTarget).toBe(true)
    expect(fields.find(({ after: field }) => field?.secret)?.fate).toBe('again')
    const stored = { url: 'https://a.example', password: 'canary' }
    expect(mergeKept(after, { server: 'https://a.example' }, stored).problems).toMatchObject([
      { pointer: '/password', code: 'secret_reentry_required' },
    ])
  })

  it('tells the fields of each branch apart', () => {
    const way = (names: string[]): JsonObject => ({
      way: {
        type: 'object',
        title: 'Way',
        oneOf: names.map((name): JsonObject => {
          return { title: name, properties: { kind: { const: name }, [name]: text(name) } }
        }),
      },
    })
    expect(compared(way(['basic', 'token']), way(['basic', 'token', 'signed']))).toEqual(['added: empty'])
    expect(compared(way(['basic', 'token']), way(['basic']))).toContain('removed: lost')
  })
})
