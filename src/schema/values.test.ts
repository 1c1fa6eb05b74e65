import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { dropUntouchedGroups } from './drop-untouched-groups.ts'
import { accounts, formWith, signIn } from './fixtures/forms.ts'
import { handedValues } from './handed-values.ts'
import { liftSaved } from './lift-saved.ts'
import { maskSecrets } from './mask-secrets.ts'
import { pruneValues } from './prune-values.ts'
import { repairTags } from './repair-tags.ts'
import { secretValues } from './secret-values.ts'
import { SECRET_MARK } from './value-places.ts'

const basic = { url: 'https://a.example', 'x-branch': 'basic', user: 'ann', password: 'hush' }

describe('marks of stored secrets', () => {
  it('stand in for every secret that is set, and for nothing else', () => {
    expect(maskSecrets(signIn, basic)).toEqual({ ...basic, password: SECRET_MARK })
    expect(
      maskSecrets(accounts, {
        rows: [
          { name: 'a', password: 'x' },
          { name: 'b', password: '' },
        ],
      }),
    ).toEqual({
      rows: [
        { name: 'a', password: SECRET_MARK },
        { name: 'b', password: '' },
      ],
    })
  })

  it('hide a secret whose tag is missing or unknown too', () => {
    const { 'x-branch': _tag, ...untagged } = basic
    expect(JSON.stringify(maskSecrets(signIn, untagged))).not.toContain('hush')
    expect(JSON.stringify(maskSecrets(signIn, { ...basic, 'x-branch': 'gone' }))).not.toContain('hush')
  })

  it('are taken out before a form sees the values', () => {
    const { password: _password, ...rest } = basic
    expect(liftSaved(signIn, maskSecrets(signIn, basic))).toEqual({ values: rest, saved: ['/password'] })
  })

  it('are no secret texts, but everything a person entered is', () => {
    expect(secretValues(signIn, basic)).toEqual(['hush'])
    expect(secretValues(signIn, { ...basic, password: SECRET_MARK, token: 'other' })).toEqual(['other'])
  })
})

describe('tags of unions', () => {
  it('become those of the branch that fits best when they are missing or unknown', () => {
    expect(repairTags(signIn, { user: 'ann' })).toEqual({ user: 'ann', 'x-branch': 'basic' })
    expect(repairTags(signIn, { token: 'x', 'x-branch': 'gone' })).toEqual({ token: 'x', 'x-branch': 'token' })
  })

  it('stay when they name a branch, with the same object', () => {
    const values = { 'x-branch': 'token', user: 'ann' }
    expect(repairTags(signIn, values)).toBe(values)
  })

  it('are made for a union that is absent, and in list entries', () => {
    const branches: JsonObject = {
      oneOf: [
        { title: 'A', properties: { a: { type: 'string' } } },
        { title: 'B', properties: { b: { type: 'string' } } },
      ],
    }
    const form = formWith({ one: branches, many: { type: 'array', items: branches } })
    expect(repairTags(form, { many: [{ b: '1' }, 5] })).toEqual({
      one: { 'x-branch': 'a' },
      many: [{ b: '1', 'x-branch': 'b' }, 5],
    })
  })
})

describe('pruning', () => {
  it('drops undeclared names, other branches and what no list entry has', () => {
    expect(pruneValues(signIn.schema, { ...basic, token: 'x', zzz: 1 })).toEqual(basic)
    expect(pruneValues(accounts.schema, { rows: [{ name: 'a', zzz: 1 }] })).toEqual({ rows: [{ name: 'a' }] })
  })

  it('drops fields of conditions not met, and then those that hang on them', () => {
    const form = formWith({
      a: { type: 'string' },
      b: { type: 'string', visible_when: { field: 'a', equals: '1' } },
      c: { type: 'string', options: { dependencies: { b: '2' } } },
    })
    expect(pruneValues(form.schema, { a: '1', b: '2', c: '3' })).toEqual({ a: '1', b: '2', c: '3' })
    expect(pruneValues(form.schema, { a: '0', b: '2', c: '3' })).toEqual({ a: '0' })
  })

  it('keeps the entries of a map, but no name that reaches into objects', () => {
    const form = formWith({ map: { type: 'object', additionalProperties: { type: 'string' } } })
    const values = JSON.parse('{"map":{"x":"1","__proto__":"2"}}')
    expect(JSON.stringify(pruneValues(form.schema, values))).toBe('{"map":{"x":"1"}}')
  })
})

describe('groups nobody touched', () => {
  const group = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, on: { type: 'boolean' }, password: { type: 'string', format: 'password' } },
  }
  const form = formWith({ proxy: group })

  it('count as absent when they are optional and could not be saved', () => {
    expect(dropUntouchedGroups(form.schema, { proxy: { on: false } })).toEqual({})
  })

  it('stay when something was entered, when they are valid, required, or hold a kept secret', () => {
    const touched = { proxy: { on: true } }
    expect(dropUntouchedGroups(form.schema, touched)).toBe(touched)
    const valid = formWith({ proxy: { ...group, required: [] } })
    expect(dropUntouchedGroups(valid.schema, { proxy: { on: false } })).toEqual({ proxy: { on: false } })
    const required = formWith({ proxy: group }, { required: ['proxy'] })
    expect(dropUntouchedGroups(required.schema, { proxy: {} })).toEqual({ proxy: {} })
    expect(dropUntouchedGroups(form.schema, { proxy: {} }, { kept: ['/proxy/password'] })).toEqual({ proxy: {} })
  })

  it('may be unions: their first branch, untouched', () => {
    const union: JsonObject = {
      oneOf: [
        { title: 'A', required: ['a'], properties: { a: { type: 'string' } } },
        { title: 'B', required: ['b'], properties: { b: { type: 'string' } } },
      ],
    }
    const { schema } = formWith({ auth: union })
    expect(dropUntouchedGroups(schema, { auth: { 'x-branch': 'a' } })).toEqual({})
    expect(dropUntouchedGroups(schema, { auth: { 'x-branch': 'b' } })).toEqual({ auth: { 'x-branch': 'b' } })
  })
})

describe('values handed to connector code', () => {
  const form = formWith({
    url: { type: 'string' },
    port: { type: 'integer', default: 8080 },
    retries: { type: 'integer' },
    verify: { type: 'boolean' },
    kind: { const: 'x' },
    note: { type: 'string', default: 'hello' },
  })

  it('hold defaults, "" for absent texts and false for absent boxes; absent numbers stay absent', () => {
    expect(handedValues(form, {})).toEqual({ url: '', port: 8080, verify: false, kind: 'x', note: 'hello' })
  })

  it('give no default back that was emptied on purpose', () => {
    expect(handedValues(form, { note: null, port: null })).toMatchObject({ note: '' })
    expect(handedValues(form, { port: null })).not.toHaveProperty('port')
  })

  it('hold no made-up text when the file turns that off', () => {
    expect(handedValues(form, {}, { heritageDefaults: false })).toEqual({
      port: 8080,
      verify: false,
      kind: 'x',
      note: 'hello',
    })
  })

  it('hold no tag the compiler made, but the tags of the author', () => {
    expect(handedValues(signIn, basic)).toEqual({ url: basic.url, user: 'ann', password: 'hush' })
    const tagged = formWith(
      {},
      {
        oneOf: [
          { title: 'A', properties: { kind: { const: 'a' } } },
          { title: 'B', properties: { kind: { const: 'b' } } },
        ],
      },
    )
    expect(handedValues(tagged, { kind: 'b' })).toEqual({ kind: 'b' })
  })

  it('hold no field of a condition that is not met', () => {
    const conditional = formWith({
      a: { type: 'string' },
      b: { type: 'string', visible_when: { field: 'a', equals: '1' } },
    })
    expect(handedValues(conditional, { a: '0' })).toEqual({ a: '0' })
    expect(handedValues(conditional, { a: '1' })).toEqual({ a: '1', b: '' })
  })
})
