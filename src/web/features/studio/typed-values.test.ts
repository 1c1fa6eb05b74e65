import { describe, expect, it } from 'vitest'
import { compile } from '#schema/compile.ts'
import type { CompiledForm } from '#schema/types.ts'
import type { JsonObject } from '#shared/json.ts'
import { fitTyped, NOTHING_TYPED, rememberTyped, type TypedValues } from './typed-values.ts'

const form = (properties: JsonObject, more: JsonObject = {}): CompiledForm =>
  compile(
    { type: 'object', properties, ...more },
    { texts: { service: '', chain: ['en'], bundles: {} }, profile: 'preview' },
  )
const text = (title: string, more: JsonObject = {}) => ({ type: 'string', title, ...more })
const typed = (one: CompiledForm, values: JsonObject, memory: TypedValues = NOTHING_TYPED) =>
  rememberTyped(memory, one, values)

describe('what was typed into a form whose schema changes', () => {
  it('goes on where the field goes on', () => {
    const memory = typed(form({ host: text('Host'), port: { type: 'integer' } }), { host: 'a.example', port: 8 })
    const next = form({ port: { type: 'integer' }, host: text('Host name'), user: text('User') })
    expect(fitTyped(memory, next)).toEqual({ values: { host: 'a.example', port: 8 }, lost: [] })
  })

  it('is kept for a field that went, told by its name, and back when the field is back', () => {
    const before = form({ host: text('Host'), user: text('User') })
    const memory = typed(before, { host: 'a.example', user: 'ann' })
    const renamed = form({ server: text('Server'), user: text('User') })
    expect(fitTyped(memory, renamed)).toEqual({ values: { user: 'ann' }, lost: ['Host'] })
    const meanwhile = typed(renamed, { user: 'bob', server: 's' }, memory)
    expect(fitTyped(meanwhile, before)).toEqual({ values: { host: 'a.example', user: 'bob' }, lost: ['Server'] })
  })

  it('changes its kind with the field where nothing is lost by it', () => {
    const memory = typed(form({ port: text('Port'), size: { type: 'integer', title: 'Size' }, on: text('On') }), {
      port: '8080',
      size: 3,
      on: 'yes',
    })
    const next = form({ port: { type: 'integer' }, size: text('Size'), on: { type: 'boolean' } })
    expect(fitTyped(memory, next)).toEqual({ values: { port: 8080, size: '3' }, lost: ['On'] })
  })

  it('stays in a box for numbers as it was typed, where the form says what is wrong with it', () => {
    const memory = typed(form({ port: text('Port') }), { port: 'eighty' })
    expect(fitTyped(memory, form({ port: { type: 'integer' } }))).toEqual({ values: { port: 'eighty' }, lost: [] })
  })

  it('gives way to a new default where it was only the old one', () => {
    const memory = typed(form({ port: { type: 'integer', default: 80 }, host: text('Host') }), { port: 80, host: 'a' })
    expect(fitTyped(memory, form({ port: { type: 'integer', default: 443 }, host: text('Host') }))).toEqual({
      values: { host: 'a' },
      lost: [],
    })
  })

  it('is gone when it was emptied', () => {
    const one = form({ host: text('Host') })
    expect(fitTyped(typed(one, {}, typed(one, { host: 'a' })), one)).toEqual({ values: {}, lost: [] })
  })

  it('is told where a choice is no longer offered', () => {
    const region = (...choices: string[]) => form({ region: text('Region', { enum: choices }) })
    expect(fitTyped(typed(region('eu', 'us'), { region: 'us' }), region('eu'))).toEqual({
      values: {},
      lost: ['Region'],
    })
  })

  it('lives in groups and lists too', () => {
    const inner = (properties: JsonObject) =>
      form({
        proxy: { type: 'object', title: 'Proxy', properties },
        rows: { type: 'array', title: 'Rows', items: { type: 'object', properties } },
      })
    const memory = typed(inner({ a: text('A'), b: text('B') }), {
      proxy: { a: '1', b: '2' },
      rows: [{ a: '3', b: '4' }],
    })
    expect(fitTyped(memory, inner({ a: text('A') }))).toEqual({
      values: { proxy: { a: '1' }, rows: [{ a: '3' }] },
      lost: ['B', 'Rows'],
    })
    expect(fitTyped(memory, form({ proxy: text('Proxy') })).lost).toEqual(['A', 'B', 'Rows'])
  })

  it('stays with its branch, chosen or not', () => {
    const branch = (kind: string, properties: JsonObject) => ({
      title: kind,
      properties: { kind: { type: 'string', const: kind }, ...properties },
    })
    const either = (...more: JsonObject[]) =>
      form({
        auth: {
          type: 'object',
          title: 'Auth',
          oneOf: [branch('basic', { user: text('User') }), branch('key', { key: text('Key') }), ...more],
        },
      })
    let memory = typed(either(), { auth: { kind: 'basic', user: 'ann' } })
    memory = typed(either(), { auth: { kind: 'key', key: 'k' } }, memory)
    const next = either(branch('none', {}))
    const { values, lost } = fitTyped(memory, next)
    expect([values, lost]).toEqual([{ auth: { kind: 'key', key: 'k' } }, []])
  })
})
