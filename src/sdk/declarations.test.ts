import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CustomFilters as Filters } from './custom-filters.ts'
import type * as declared from './declarations/sdk.js'
import { makeSdk } from './make-sdk.ts'

it('declares what there is, and nothing else', () => {
  // What it declares is checked by the compiler: what we make has to fit it.
  const made: Pick<typeof declared, 'Connector' | 'getLogger' | 'dates'> = makeSdk(() => undefined)
  expect(Object.keys(made).sort()).toEqual(['Connector', 'CustomFilters', 'dates', 'getLogger'])
  const text = readFileSync(new URL('./declarations/sdk.d.ts', import.meta.url), 'utf8')
  const values = [...text.matchAll(/^export (?:class|function|const) (\w+)/gm)].map(([, name]) => name)
  expect(values.sort()).toEqual(Object.keys(made).sort())
})

it('declares every condition of a filter, and no other', () => {
  const text = readFileSync(new URL('./declarations/sdk.d.ts', import.meta.url), 'utf8')
  const type = /type FilterOperator =([^=]*?)\n\n/.exec(text)?.[1] ?? ''
  const operators = [...type.matchAll(/'([^']+)'/g)].map(([, name = '']) => name)
  expect(operators).toHaveLength(15)
  for (const operator of operators) {
    expect(() => Filters.filter([{ a: 1 }], [{ input: 'a', operator, expected: '1' }])).not.toThrow()
  }
})
