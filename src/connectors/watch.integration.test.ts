import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { depot, temporaryFolder, writeTree } from './fixtures/write-tree.ts'
import { watchConnectors } from './watch.ts'

/** A watcher whose calls can be waited for one by one. */
async function watching(root: string) {
  let calls = 0
  let wake = () => {}
  const watcher = await watchConnectors([root], () => {
    calls++
    wake()
  })
  return {
    async changed() {
      if (calls === 0) await new Promise<void>(resolve => (wake = resolve))
      calls = 0
      return true
    },
    [Symbol.dispose]: () => watcher.close(),
  }
}

describe('watchConnectors', () => {
  it('notices a root that appears, a new connector, an edit deep in it, and its removal', async () => {
    using folder = temporaryFolder()
    const root = join(folder.path, 'home', 'connectors')
    using watcher = await watching(root)
    mkdirSync(root, { recursive: true })
    expect(await watcher.changed()).toBe(true)
    writeTree(join(root, 'depot'), depot())
    expect(await watcher.changed()).toBe(true)
    writeFileSync(join(root, 'depot/auth/connection/depot-basic/v1/connection.json'), '{}')
    expect(await watcher.changed()).toBe(true)
    rmSync(join(root, 'depot'), { recursive: true })
    expect(await watcher.changed()).toBe(true)
  })

  it('follows a folder that a rename replaced', async () => {
    using folder = temporaryFolder()
    const root = join(folder.path, 'connectors')
    writeTree(join(root, 'depot'), depot())
    writeTree(join(root, '.new'), depot())
    using watcher = await watching(root)
    renameSync(join(root, 'depot'), join(root, '.old'))
    renameSync(join(root, '.new'), join(root, 'depot'))
    expect(await watcher.changed()).toBe(true)
    writeFileSync(join(root, 'depot/package.json'), '{}')
    expect(await watcher.changed()).toBe(true)
  })
})
