import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../src/shared/errors/catalogue.ts'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8')

describe('docs/errors.md', () => {
  const rows = [...read('docs/errors.md').matchAll(/^\| `(\w+)` \| (\d+) \|/gm)]

  it('has one entry for each code, and none for others', () => {
    expect(rows.map(row => row[1])).toEqual(Object.keys(CATALOGUE))
  })

  it.each(rows.map(row => [row[1] as keyof typeof CATALOGUE, Number(row[2])] as const))(
    '%s has its status',
    (code, status) => {
      expect(CATALOGUE[code]?.status).toBe(status)
    },
  )
})

describe('the README', () => {
  const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>

  it.each(['README.md', 'CONTRIBUTING.md'])('%s names only npm scripts that exist', file => {
    const named = [...read(file).matchAll(/npm (?:run ([\w:-]+)|(start|test))/g)].map(
      match => match[1] ?? match[2] ?? '',
    )
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(name => !(name in scripts))).toEqual([])
  })
})
