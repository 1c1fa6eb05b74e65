import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from './open-store.ts'

let folder: string
let file: string
const started: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-store-'))
  file = join(folder, 'data', 'flow.db')
})
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

function start(script: string, ...args: string[]): ChildProcess {
  const child = fork(fileURLToPath(new URL(`./fixtures/${script}`, import.meta.url)), [file, ...args], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  started.push(child)
  return child
}

describe('a store on disk', () => {
  it('loses no write that had settled when the process is killed', async () => {
    for (const rounds of [1, 20, 57]) {
      const told: string[] = []
      const child = start('durable-writer.ts')
      child.on('message', id => {
        told.push(String(id))
        if (told.length === rounds) child.kill('SIGKILL')
      })
      await once(child, 'exit')
      const store = await openStore({ file })
      const missing = []
      for (const id of told) if (!(await store.accounts.get(id))) missing.push(id)
      for (const id of told) await store.accounts.remove(id)
      for (const row of (await store.accounts.list({ workspaceId: 'wsp_one', limit: 500 })).items) {
        await store.accounts.remove(row.id)
      }
      await store.close()
      expect(told.length).toBeGreaterThanOrEqual(rounds)
      expect(missing).toEqual([])
    }
  })

  it('is opened and written by several processes at once, and nobody finds it locked', async () => {
    const count = 60
    const writers = ['a', 'b', 'c'].map(name => start('busy-writer.ts', name, String(count)))
    const ends = writers.map(async writer => {
      let said = ''
      writer.stderr?.on('data', chunk => {
        said += String(chunk)
      })
      const [code] = await once(writer, 'exit')
      return { code, said }
    })
    expect(await Promise.all(ends)).toEqual(writers.map(() => ({ code: 0, said: '' })))
    const store = await openStore({ file })
    const rows = (await store.accounts.list({ workspaceId: 'wsp_one', limit: 500 })).items
    const counted = await store.meta.get('count')
    await store.close()
    expect(rows).toHaveLength(3 * count)
    expect(counted).toBe(String((3 * count) / 5))
  })
})
