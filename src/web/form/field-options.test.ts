import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')

describe('the options of fields', () => {
  it('are the ones that the contract lists', () => {
    const contract = read('../../../docs/contract/forms.md')
    const listed = /any other emitted key fails a test: `([^`]+)`/.exec(contract)?.[1]?.split(' ') ?? []
    const source = read('./field-options.ts')
    const body = source.slice(
      source.indexOf('export interface FieldOptions'),
      source.indexOf('export function optionsOf'),
    )
    const known = [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name)
    expect(known.sort()).toEqual(listed.sort())
  })
})
