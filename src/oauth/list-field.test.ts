import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { readListField, readSchemaList } from './list-field.ts'

const entriesOf = (value: Json | undefined) => Object.fromEntries(readListField(value).entries)

describe('readListField', () => {
  const spellings: [string, Json][] = [
    ['one key per entry', ['{"a":"1"}', '{"b":"2"}']],
    ['several keys in one entry', ['{"a":"1","b":"2"}']],
    ['plain objects as entries', [{ a: '1' }, { b: 2 }]],
    ['a plain object in place of the list', { a: '1', b: '2' }],
    ['one JSON text in place of the list', '{"a":"1","b":"2"}'],
  ]
  it.each(spellings)('reads %s', (_, value) => {
    expect(entriesOf(value)).toEqual({ a: '1', b: '2' })
  })

  it.each([[null], [''], [[]], [undefined]])('reads %j as nothing', value => {
    expect(readListField(value)).toEqual({ entries: new Map(), places: new Map(), problems: [] })
  })

  it('turns numbers and booleans into text, keeps null, and repeats a parameter for a list', () => {
    expect(entriesOf(['{"n":1,"t":true,"gone":null,"many":["x",2]}'])).toEqual({
      n: '1',
      t: 'true',
      gone: null,
      many: ['x', '2'],
    })
  })

  it('lets the later of two equal keys win, and warns', () => {
    const field = readListField(['{"a":"1"}', '{"a":"2"}'])
    expect(Object.fromEntries(field.entries)).toEqual({ a: '2' })
    expect(field.problems).toMatchObject([{ severity: 'warning', code: 'repeated-key', entry: 1 }])
  })

  it('names the entry that cannot be read', () => {
    const field = readListField(['{"a":"1"}', '{"b":"2"', '7', '{"c":{"d":1}}'])
    expect(field.problems.map(problem => [problem.entry, problem.severity, problem.code])).toEqual([
      [1, 'error', 'bad-json'],
      [2, 'error', 'type-mismatch'],
      [3, 'error', 'type-mismatch'],
    ])
  })

  it('takes field schemas where they are allowed', () => {
    const field = readSchemaList(['{"tenant":"Tenant name"}', '{"url":{"title":"Resource URL","when":"after"}}'])
    expect(Object.fromEntries(field.entries)).toEqual({
      tenant: 'Tenant name',
      url: { title: 'Resource URL', when: 'after' },
    })
  })
})
