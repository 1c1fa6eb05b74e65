import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeDiscovery } from './discover.ts'
import { depot, temporaryFolder, writeTree } from './fixtures/write-tree.ts'

const FILE = 'auth/connection/depot-basic/v1/connection.json'

function twoConnectors(path: string) {
  const roots = { one: join(path, 'depot'), two: join(path, 'other') }
  writeTree(roots.one, depot())
  const files = JSON.parse(JSON.stringify(depot()).replaceAll('depot', 'other'))
  writeTree(roots.two, files)
  return roots
}

describe('a look that is told what changed', () => {
  it('reads the connectors of those paths, and gives the others as they were', async () => {
    using folder = temporaryFolder()
    const { one } = twoConnectors(folder.path)
    const look = makeDiscovery([folder.path])
    const before = await look()
    expect(before.connectors.map(each => each.service)).toEqual(['depot', 'other'])
    writeFileSync(join(one, FILE), '{ "input": { "type": "object", "properties": { "a": { "type": "string" } } } }')
    const after = await look([join(one, FILE)])
    expect(Object.keys(after.connectors[0]?.connections[0]?.input['properties'] ?? {})).toEqual(['a'])
    expect(after.connectors[1]?.connections[0]?.document).toBe(before.connectors[1]?.connections[0]?.document)
    expect(after.connectors[0]?.folderHash).not.toBe(before.connectors[0]?.folderHash)
    expect(after.connectors[0]?.codeHash).toBe(before.connectors[0]?.codeHash)
  })

  it('sees nothing of what it was not told, and all of it when it is told nothing', async () => {
    using folder = temporaryFolder()
    const { one, two } = twoConnectors(folder.path)
    const look = makeDiscovery([folder.path])
    await look()
    writeFileSync(join(one, FILE), '{')
    expect((await look([two])).broken).toEqual([])
    expect((await look()).broken.map(each => each.code)).toEqual(['bad-json'])
  })

  it('finds a connector that came, misses one that went, and reads again what a folder above brought in', async () => {
    using folder = temporaryFolder()
    const { one, two } = twoConnectors(folder.path)
    const look = makeDiscovery([folder.path])
    await look()
    rmSync(two, { recursive: true })
    expect((await look([two])).connectors.map(each => each.service)).toEqual(['depot'])
    writeFileSync(join(one, FILE), '{')
    expect((await look([folder.path])).broken).toHaveLength(1)
  })

  it('has another code hash when code changes', async () => {
    using folder = temporaryFolder()
    const { one } = twoConnectors(folder.path)
    const look = makeDiscovery([folder.path])
    const before = (await look()).connectors[0]?.codeHash
    writeFileSync(join(one, 'auth/connection/depot-basic/v1/index.js'), 'module.exports = {}')
    expect((await look([one])).connectors[0]?.codeHash).not.toBe(before)
  })
})
