import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createCatalogue } from './create-catalogue.ts'
import { createLog } from './log.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'flow-catalogue-'))
})
afterEach(() => rm(root, { recursive: true }))

async function writeType(name: string): Promise<void> {
  const folder = join(root, name, 'auth', 'connection', `${name}-basic`, 'v1')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.js'), 'module.exports = {}')
  await writeFile(join(folder, 'connection.json'), '{ "input": { "type": "object", "properties": {} } }')
}

it('misses nothing that is written while it looks for the first time', async () => {
  for (let n = 0; n < 30; n++) await writeType(`first${n}`)
  const onChange = vi.fn()
  const runner = { inspect: async () => ({ connect: true, validate: true }) }
  const catalogue = createCatalogue({
    roots: [root],
    runner,
    log: createLog('off'),
    onChange,
    onInspected: vi.fn(),
    eager: false,
    cacheFile: join(root, '.cache', 'exports.json'),
  })
  const looking = catalogue.ready()
  await writeType('late')
  await looking
  try {
    await expect.poll(() => catalogue.findConnection('late-basic'), { timeout: 10_000 }).toBeDefined()
    expect(catalogue.connectors()).toHaveLength(31)
  } finally {
    await catalogue.close()
  }
})
