import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { discoverConnectors } from './discover.ts'
import { depot, FORM, temporaryFolder, writeTree } from './fixtures/write-tree.ts'

async function discover(files: Record<string, unknown>) {
  using folder = temporaryFolder()
  writeTree(folder.path, files)
  const { connectors, broken } = await discoverConnectors([folder.path])
  return { connectors, broken, only: connectors[0], at: (path: string) => join(folder.path, path) }
}

/** Puts a tree under a folder name. */
function under(name: string, files: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${name}/${path}`, content]))
}

const INDEX = 'module.exports = { connect() {} }'

describe('discoverConnectors', () => {
  it('reads a connector in the artifact shape', async () => {
    const { only, broken, at } = await discover(
      under('depot', {
        ...depot({
          'auth/connection/depot-basic/v1/connection.json': {
            name: 'depot-basic',
            uid: '0d5c9c3b7e4f4a0a9b1f2c3d4e5f6071',
            version: 'v1',
            label: 'depot:basic_label',
            icon: 'crate',
            usage: { html: 'Ask <b>Ann</b> &amp; Bob<script>x()</script>', link: 'https://depot.example/help' },
            tags: ['depot:tag', 7],
            development_phase: 'beta',
            auth_type: 'basic',
            input: FORM,
            output: { type: 'object' },
          },
        }),
      }),
    )
    expect(broken).toEqual([])
    expect(only).toMatchObject({ service: 'depot', version: '1.2.0', displayName: 'Depot', root: at('depot') })
    expect(only?.connections).toHaveLength(1)
    expect(only?.connections[0]).toMatchObject({
      name: 'depot-basic',
      version: 'v1',
      uid: '0d5c9c3b7e4f4a0a9b1f2c3d4e5f6071',
      label: 'depot:basic_label',
      icon: 'crate',
      usage: { text: 'Ask Ann & Bob', link: 'https://depot.example/help' },
      tags: ['depot:tag'],
      phase: 'beta',
      authType: 'basic',
      published: true,
      latest: true,
      inputPointer: '/input',
      input: FORM,
      output: { type: 'object' },
      relativeFile: 'depot/auth/connection/depot-basic/v1/connection.json',
      warnings: [],
    })
  })

  it('reads a bare schema without a version folder, with metadata keys beside it', async () => {
    const { only } = await discover(
      under('box', {
        'auth/connection/box-key/connection.json': { ...FORM, auth_type: 'app_key' },
        'auth/connection/box-key/index.js': INDEX,
      }),
    )
    const [artifact] = only?.connections ?? []
    expect(artifact).toMatchObject({ name: 'box-key', version: 'v1', label: 'Depot', authType: 'app_key', icon: 'box' })
    expect(artifact).toMatchObject({ inputPointer: '', output: null, published: true, latest: true })
    expect(artifact?.uid).toMatch(/^[0-9a-f]{32}$/)
  })

  it('finds auth under src, and reads locales and icons beside it', async () => {
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const { only, broken } = await discover(
      under('crate', {
        'package.json': { flow: { service: 'depot', displayName: 'The Depot' } },
        'src/auth/connection/depot-basic/v1/connection.json': { input: FORM },
        'src/auth/connection/depot-basic/v1/index.js': INDEX,
        'src/locales/en.json':
          '\uFEFF//format=i18next\n{\n  // context: label\n  "basic": "Basic",\n  "deep": { "er": "Deeper" },\n}',
        'src/locales/README.json': '{ not a language',
        'src/common/css/depot.json': { name: 'depot', background: '#123456', png128pxBase64: pixel },
      }),
    )
    expect(broken).toEqual([])
    expect(only).toMatchObject({ service: 'depot', displayName: 'The Depot' })
    expect(only?.locales).toEqual({ en: { basic: 'Basic', 'deep.er': 'Deeper' } })
    expect(only?.icon).toEqual({ background: '#123456', dataUrl: `data:image/png;base64,${pixel}` })
  })

  it('offers the highest published version, keeps the others and says so', async () => {
    const version = (published: boolean) => ({ name: 'depot-basic', published, input: FORM })
    const { only } = await discover(
      under('depot', {
        'package.json': { name: 'depot' },
        ...Object.fromEntries(
          ['v1', 'v2', 'v10', 'v11'].flatMap(name => [
            [`auth/connection/depot-basic/${name}/connection.json`, version(name !== 'v11')],
            [`auth/connection/depot-basic/${name}/index.js`, INDEX],
          ]),
        ),
      }),
    )
    expect(only?.connections.map(one => [one.version, one.published, one.latest])).toEqual([
      ['v1', true, false],
      ['v2', true, false],
      ['v10', true, true],
      ['v11', false, false],
    ])
    expect(only?.connections[2]?.warnings.map(warning => warning.code)).toEqual(['many-published'])
  })

  it('lets the file win over the folder, with a warning at the name', async () => {
    const { only } = await discover(
      under(
        'depot',
        depot({ 'auth/connection/depot-basic/v1/connection.json': '{\n  "name": "depot-main",\n  "input": {}\n}' }),
      ),
    )
    expect(only?.connections[0]).toMatchObject({ name: 'depot-main', label: 'depot-basic' })
    expect(only?.connections[0]?.warnings).toEqual([
      expect.objectContaining({ code: 'name-mismatch', line: 2, column: 11 }),
    ])
  })

  it('refuses the second of two equal names and names both files', async () => {
    const { connectors, broken } = await discover({
      ...under('a', { ...depot(), 'package.json': { name: 'a' } }),
      ...under('b', { ...depot(), 'package.json': { name: 'b' } }),
      ...under('c', { ...depot(), 'package.json': { name: 'a' } }),
    })
    expect(connectors.map(one => [one.service, one.connections.length])).toEqual([
      ['a', 1],
      ['b', 0],
    ])
    expect(broken.map(one => [one.service, one.code])).toEqual([
      ['b', 'bad-name'],
      ['a', 'bad-name'],
    ])
    expect(broken[0]?.message).toContain('a/auth/connection/depot-basic/v1/connection.json')
    expect(broken[0]?.message).toContain('b/auth/connection/depot-basic/v1/connection.json')
    expect(broken[1]?.message).toMatch(/the connector "a" is already defined in .*\/a; this one \(.*\/c\)/)
  })

  it('does not follow a link that leads out of a connector', async () => {
    using folder = temporaryFolder()
    writeTree(folder.path, {
      ...under('depot', depot()),
      ...under('other', depot({ 'package.json': { name: 'other' } })),
    })
    writeFileSync(join(folder.path, 'secret.txt'), 'x')
    symlinkSync('../../secret.txt', join(folder.path, 'depot/auth/link.txt'))
    mkdirSync(join(folder.path, 'other/lib'))
    symlinkSync('../auth', join(folder.path, 'other/lib/inside'))
    const { connectors, broken } = await discoverConnectors([folder.path])
    expect(connectors.map(one => one.service)).toEqual(['other'])
    expect(broken).toEqual([
      expect.objectContaining({ code: 'link-outside', file: 'depot/auth/link.txt', service: 'depot' }),
    ])
  })

  it('takes a root that is itself a connector, and changes the hash with any file in it', async () => {
    using folder = temporaryFolder()
    writeTree(folder.path, depot({ 'lib/a.js': '1' }))
    const hashNow = async () => (await discoverConnectors([folder.path])).connectors[0]?.folderHash
    const first = await hashNow()
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(await hashNow()).toBe(first)
    writeTree(folder.path, { 'lib/a.js': '2' })
    expect(await hashNow()).not.toBe(first)
  })

  it('finds nothing under a root that is not there', async () => {
    expect(await discoverConnectors(['/nowhere/at/all'])).toEqual({ connectors: [], broken: [] })
  })
})
