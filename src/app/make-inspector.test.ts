import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Inspection } from '#runner/types.ts'
import type { FoundConnection } from './catalogue.ts'
import { createLog } from './log.ts'
import { makeInspector } from './make-inspector.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-inspector-'))
})
afterEach(() => rm(folder, { recursive: true }))

function types(count: number): FoundConnection[] {
  return Array.from({ length: count }, (_, n) => ({
    connector: { root: `/connectors/c${n}`, codeHash: `hash${n}` },
    artifact: { folder: `/connectors/c${n}/auth/connection/c/v1` },
  })) as unknown as FoundConnection[]
}

function inspecting(answer: (n: number) => Promise<Inspection>) {
  const inspect = vi.fn(({ root }: { root: string }) => answer(Number(root.slice('/connectors/c'.length))))
  const inspector = makeInspector({
    runner: { inspect },
    cacheFile: join(folder, 'cache', 'exports.json'),
    log: createLog('off'),
  })
  return { inspect, inspector }
}

const GOOD = { connect: true, validate: false }
const BROKEN = { connect: false, validate: false, error: 'it does not load' }

it('asks the same code once in all runs of the program, and code that did not load again', async () => {
  const before = inspecting(async n => (n === 1 ? BROKEN : GOOD))
  await before.inspector.askAhead(types(3))
  expect(before.inspect).toHaveBeenCalledTimes(3)
  await before.inspector.close()
  const after = inspecting(async () => GOOD)
  await after.inspector.load()
  await after.inspector.askAhead(types(3))
  expect(after.inspect.mock.calls.map(([{ root }]) => root)).toEqual(['/connectors/c1'])
})

it('lets no list wait for a thousand types, tells when more is known, and answers who asks for one at once', async () => {
  const first = Promise.withResolvers<Inspection>()
  const { inspector } = inspecting(n => (n === 0 ? first.promise : Promise.resolve(GOOD)))
  const all = types(1000)
  const asking = inspector.askAhead(all)
  const last = all.at(-1) as FoundConnection
  expect(inspector.told(last)).toBeUndefined()
  expect(await inspector.inspect(last)).toEqual(GOOD)
  expect(inspector.told(last)).toEqual(GOOD)
  first.resolve(GOOD)
  expect(await asking).toBe(true)
})

it('waits for a few', async () => {
  const { inspector } = inspecting(async () => GOOD)
  const few = types(3)
  const asking = inspector.askAhead(few)
  expect(await inspector.told(few[2] as FoundConnection)).toEqual(GOOD)
  expect(await asking).toBe(false)
})

it('keeps nothing of code that is gone, and asks no more once it is closed', async () => {
  const { inspect, inspector } = inspecting(async () => GOOD)
  const [one, two] = types(2) as [FoundConnection, FoundConnection]
  await inspector.inspect(one)
  inspector.keepOnly([two.connector])
  await inspector.inspect(one)
  expect(inspect).toHaveBeenCalledTimes(2)
  await inspector.close()
  await inspector.askAhead([two])
  expect(inspect).toHaveBeenCalledTimes(2)
})
