import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { temporaryFolder } from './fixtures/write-tree.ts'
import { watchConnectors } from './watch.ts'

/** What happens on disk before a folder is watched. */
const meanwhile = vi.hoisted(() => ({ happens: (_folder: string): void => undefined }))

vi.mock('node:fs', async importActual => {
  const fs = await importActual<typeof import('node:fs')>()
  const watch = new Proxy(fs.watch, {
    apply: (target, self, args) => {
      meanwhile.happens(String(args[0]))
      return Reflect.apply(target, self, args)
    },
  })
  return { ...fs, watch }
})

it('sees into a folder that was made while its parent was being listed', async () => {
  using folder = temporaryFolder()
  const root = join(folder.path, 'connectors')
  const auth = join(root, 'depot', 'auth')
  const deep = join(auth, 'connection', 'depot-basic', 'v1')
  mkdirSync(auth, { recursive: true })
  meanwhile.happens = at => {
    if (at === auth) mkdirSync(deep, { recursive: true })
  }
  const changes = Promise.withResolvers<string[]>()
  const watcher = await watchConnectors([root], changes.resolve)
  writeFileSync(join(deep, 'connection.json'), '{}')
  expect(await changes.promise).toContain(join(deep, 'connection.json'))
  watcher.close()
})
