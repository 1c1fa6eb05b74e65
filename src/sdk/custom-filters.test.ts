import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CustomFilters } from './custom-filters.ts'

const contract = readFileSync(new URL('../../docs/contract/flow-format.md', import.meta.url), 'utf8')

const ITEM = {
  name: 'Bracket M8',
  count: 12,
  text: '12',
  none: null,
  empty: '',
  list: ['a', { b: 1 }],
  deep: { er: { x: 1, y: [2] } },
  on: true,
  date: '2026-03-02T09:00:00Z',
}

const holds = (input: string, operator: string, expected = '') =>
  CustomFilters.filter([ITEM], [{ input, operator, expected }]).length === 1

describe('CustomFilters', () => {
  it.each([
    ['name', 'Equals', 'Bracket M8', true],
    ['name', 'Equals', 'bracket m8', false],
    ['deep.er', 'Equals', '{"y":[2],"x":1}', true],
    ['count', 'Equals', '12', true],
    ['gone', 'Equals', 'null', false],
    ['text', 'Equals(Number)', '12.0', true],
    ['name', 'Equals(Number)', '12', false],
    ['text', 'GreaterThan', '9', true],
    ['date', 'GreaterThan', '2026-03-02', true],
    ['date', 'LessThan', '2026-03-03', true],
    ['name', 'LessThan', 'C', true],
    ['none', 'LessThan', '1', false],
    ['name', 'Contains', 'M8', true],
    ['list', 'Contains', '{"b":1}', true],
    ['list', 'Contains', 'b', false],
    ['deep', 'Contains', 'er', true],
    ['name', 'DoesNotContains', 'M9', true],
    ['name', 'matches', '^Br.*\\d$', true],
    ['name', 'matches', `^${'.'.repeat(600)}`, false],
    ['none', 'isNull', 'true', true],
    ['none', 'isNull', 'false', false],
    ['name', 'isNull', 'false', true],
    ['empty', 'isEmpty', '', true],
    ['gone', 'isEmpty', '', true],
    ['count', 'isEmpty', '', false],
    ['count', 'isNumber', '', true],
    ['text', 'isNumber', '', false],
    ['deep', 'isObject', '', true],
    ['list', 'isObject', '', false],
    ['list', 'isArray', '', true],
    ['on', 'isBoolean', '', true],
    ['date', 'isDate', '', true],
    ['name', 'isDate', '', false],
    ['deep.er.z', 'isUndefined', '', true],
    ['__proto__.x', 'isUndefined', '', true],
    ['$', 'isObject', '', true],
    ['', 'isObject', '', true],
  ])('%s %s %s is %s', (input, operator, expected, result) => {
    expect(holds(input, operator, expected)).toBe(result)
  })

  it('wants every filter to hold, and keeps the items as they are', () => {
    const filters = [
      { input: 'n', operator: 'GreaterThan', expected: '1' },
      { input: 'n', operator: 'LessThan', expected: '4' },
    ]
    const items = [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]
    expect(new CustomFilters(filters).filter(items)).toEqual([{ n: 2 }, { n: 3 }])
    expect(new CustomFilters().filter(items)).toEqual(items)
  })

  it('knows every condition of the contract and no other', () => {
    const line = /^`Equals` same text.*$/m.exec(contract)?.[0] ?? ''
    const named = [...line.matchAll(/`([A-Za-z()]+)`/g)].map(([, name = '']) => name)
    const operators = [...new Set(named)].filter(name =>
      /^(Equals|[A-Z][a-z]+Than|Contains|DoesNot|matches|is[A-Z])/.test(name),
    )
    expect(operators.length).toBe(15)
    for (const operator of operators) expect(() => holds('name', operator)).not.toThrow()
    expect(() => holds('name', 'constructor')).toThrow(TypeError)
  })
})
