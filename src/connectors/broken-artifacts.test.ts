import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { discoverConnectors } from './discover.ts'
import { depot, FORM, temporaryFolder, writeTree } from './fixtures/write-tree.ts'

const FILE = 'auth/connection/depot-bad/v1/connection.json'

interface Case {
  name: string
  /** Content of the broken connection.json, or files of its own. */
  content?: unknown
  files?: Record<string, unknown>
  expected: { file?: string; line: number; column: number; code: string; message: RegExp }
}

const CASES: Case[] = [
  {
    name: 'a missing comma',
    content: '{\n  "name": "depot-bad"\n  "input": {}\n}',
    expected: {
      line: 3,
      column: 3,
      code: 'missing-comma',
      message: /a comma is missing after "name" \(line 2, column 22\)/,
    },
  },
  {
    name: 'JSON that ends early',
    content: '{ "input": {',
    expected: { line: 1, column: 13, code: 'bad-json', message: /closing brace/ },
  },
  {
    name: 'an empty file',
    content: '',
    expected: { line: 1, column: 1, code: 'bad-json', message: /end of the file/ },
  },
  {
    name: 'a list',
    content: ' []',
    expected: { line: 1, column: 2, code: 'root-not-object', message: /holds a list/ },
  },
  {
    name: 'no schema',
    content: { name: 'depot-bad' },
    expected: { line: 1, column: 1, code: 'no-schema', message: /no form schema/ },
  },
  {
    name: 'an input that is no object',
    content: '{\n  "input": "x"\n}',
    expected: { line: 2, column: 12, code: 'no-schema', message: /"input" with an object/ },
  },
  {
    name: 'a root of another type',
    content: '{ "input": { "type": "array" } }',
    expected: { line: 1, column: 22, code: 'root-not-object', message: /"type": "array"/ },
  },
  {
    name: 'a key that stands twice',
    content: '{ "input": {},\n "input": {} }',
    expected: { line: 2, column: 2, code: 'duplicate-key', message: /"input" stands here a second time/ },
  },
  {
    name: 'a name with other characters',
    content: '{ "name": "depot/../x", "input": {} }',
    expected: { line: 1, column: 11, code: 'bad-name', message: /letters, digits and hyphens/ },
  },
  {
    name: 'a version that is no version',
    content: '{ "version": "1.0", "input": {} }',
    expected: { line: 1, column: 14, code: 'bad-name', message: /v1, v2, v3/ },
  },
  {
    name: 'more than 1 MB',
    content: `{ "input": {}, "x": "${'x'.repeat(1_000_001)}" }`,
    expected: { line: 1, column: 1, code: 'too-large', message: /1 MB/ },
  },
  {
    name: 'endless nesting',
    content: `{ "input": ${'['.repeat(5000)}`,
    expected: { line: 1, column: 71, code: 'too-deep', message: /deeper/ },
  },
  {
    name: 'no index.js',
    files: { [FILE]: { input: FORM } },
    expected: {
      file: FILE.replace('connection.json', 'index.js'),
      line: 1,
      column: 1,
      code: 'no-connect',
      message: /missing/,
    },
  },
  {
    name: 'a wrong locale',
    files: { 'locales/de.json': '{ "a" }' },
    expected: { file: 'locales/de.json', line: 1, column: 7, code: 'bad-json', message: /colon/ },
  },
  {
    name: 'an icon that is no picture',
    files: { 'common/css/depot.json': { name: 'depot', png128pxBase64: 'PHN2Zz4=' } },
    expected: { file: 'common/css/depot.json', line: 3, column: 21, code: 'bad-icon', message: /PNG/ },
  },
  {
    name: 'a config.json of an unknown kind',
    files: { 'auth/oauth/depot-cloud/config.json': '{ "oauth_type": "OAuth3" }' },
    expected: {
      file: 'auth/oauth/depot-cloud/config.json',
      line: 1,
      column: 17,
      code: 'type-mismatch',
      message: /OAuth2/,
    },
  },
  {
    name: 'a picker that means nothing',
    files: {
      'action/depot-list/v1/action.json': '{ "input": { "properties": {\n"c": { "connection": "nowhere" } } } }',
    },
    expected: {
      file: 'action/depot-list/v1/action.json',
      line: 2,
      column: 22,
      code: 'unknown-picker',
      message: /"nowhere"/,
    },
  },
  {
    name: 'a package.json that cannot be read',
    files: { 'package.json': '{' },
    expected: { file: 'package.json', line: 1, column: 2, code: 'bad-json', message: /end of the file/ },
  },
]

describe('a broken artifact', () => {
  for (const { name, content, files, expected } of CASES) {
    it(`is listed with file, line, column and reason, and the rest works: ${name}`, async () => {
      using folder = temporaryFolder()
      const bad = files ?? { [FILE]: content, [FILE.replace('connection.json', 'index.js')]: 'module.exports = {}' }
      writeTree(join(folder.path, 'depot'), { ...depot(), ...bad })
      const { connectors, broken } = await discoverConnectors([folder.path])
      expect(connectors.flatMap(one => one.connections.map(artifact => artifact.name))).toEqual(['depot-basic'])
      expect(broken).toHaveLength(1)
      const { message, file = FILE, ...place } = expected
      expect(broken[0]).toMatchObject({ ...place, file: `depot/${file}`, service: 'depot' })
      expect(broken[0]?.message).toMatch(message)
      expect(broken[0]?.message).not.toContain(folder.path)
    })
  }

  it.skipIf(process.platform === 'win32')('may be a pipe, which nobody waits for', async () => {
    using folder = temporaryFolder()
    writeTree(join(folder.path, 'depot'), depot({ [FILE.replace('connection.json', 'index.js')]: '' }))
    const path = join(folder.path, 'depot', FILE)
    mkdirSync(dirname(path), { recursive: true })
    execFileSync('mkfifo', [path])
    const { connectors, broken } = await discoverConnectors([folder.path])
    expect(connectors).toHaveLength(1)
    expect(broken).toMatchObject([{ code: 'unreadable', message: 'this is no file' }])
  })

  it.skipIf(process.getuid?.() === 0)('may be a folder that cannot be opened', async () => {
    using folder = temporaryFolder()
    writeTree(join(folder.path, 'depot'), depot({ 'lib/a.js': '' }))
    chmodSync(join(folder.path, 'depot/lib'), 0)
    const { broken } = await discoverConnectors([folder.path])
    chmodSync(join(folder.path, 'depot/lib'), 0o700)
    expect(broken.map(one => one.code)).toEqual(['unreadable'])
  })
})
