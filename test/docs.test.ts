import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as client from '../src/client/client.ts'
import { CATALOGUE } from '../src/shared/errors/catalogue.ts'
import { LANGUAGES } from '../src/web/lib/language.ts'

const SOME_KEY = `fck_${'a'.repeat(26)}_${'b'.repeat(43)}`
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

  it('names only commands that the guide describes', () => {
    const described = new Set([...read('docs/guide/command-line.md').matchAll(/^### (.+)$/gm)].map(match => match[1]))
    const shell = [...read('README.md').matchAll(/```sh\n([\s\S]*?)```/g)].map(match => match[1]).join('\n')
    const used = [...shell.matchAll(/\b(flow(?:-deploy)?(?: [a-z]+)+)/g)].map(match => match[1] ?? '')
    expect(used.length).toBeGreaterThan(4)
    const known = (line: string) => [...described].some(name => name && (line === name || line.startsWith(`${name} `)))
    expect(used.filter(line => !known(line))).toEqual([])
  })
})

describe.each(['README.md', 'docs/guide/client.md'])('the client in %s', file => {
  const code = [...read(file).matchAll(/```ts\n([\s\S]*?)```/g)].map(match => match[1]).join('\n')

  it('is imported and called as it is', () => {
    const [, imported = ''] = /import \{ (.*?) \} from 'flow-connections\/client'/.exec(code) ?? []
    expect(imported.split(', ').filter(name => !(name in client))).toEqual([])
    const methods = Object.keys(client.createClient({ url: 'https://flow.example.com', key: SOME_KEY }))
    const called = [...code.matchAll(/\bflow\.(\w+)\(/g)].map(match => match[1] ?? '')
    expect(called.length).toBeGreaterThan(1)
    expect(called.filter(name => !methods.includes(name))).toEqual([])
  })
})

describe('docs/guide/languages.md', () => {
  const guide = read('docs/guide/languages.md')

  it('names files and folders that exist', () => {
    const named = [...guide.matchAll(/`((?:src|test)\/[\w./-]+)`/g)].map(match => match[1] ?? '')
    expect(named.length).toBeGreaterThan(6)
    const root = fileURLToPath(new URL('..', import.meta.url))
    expect(named.filter(path => !path.includes('/fr') && !existsSync(`${root}/${path}`))).toEqual([])
  })

  it('names every language of the page', () => {
    const [first = ''] = guide.split('\n\n').slice(1)
    for (const name of Object.keys(LANGUAGES)) {
      expect(first).toContain(new Intl.DisplayNames('en', { type: 'language' }).of(name))
    }
  })
})
