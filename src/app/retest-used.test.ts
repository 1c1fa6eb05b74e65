import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RunRequest, RunResult } from '#runner/types.ts'
import { accountRow } from '#store/fixtures/rows.ts'
import { describeOnBoth, newPlace } from '#store/fixtures/temp-store.ts'
import { sealAccountValue } from './account-value.ts'
import type { AppContext } from './context.ts'
import { type LoginWorld, openLoginWorld } from './logins/fixtures/login-world.ts'
import { makeRetestUsed } from './retest-used.ts'
import { usedEntries } from './used-entries.ts'

const HOUR = 3_600_000
/** The day and the whole of its jitter. */
const LATER = 29 * HOUR

const YES: RunResult = { ok: true, logs: [], milliseconds: 1 }
const no = (outcome: 'refused' | 'timeout' | 'not-loaded'): RunResult => ({
  ...{ ok: false, outcome, message: 'No canary here.', logs: [], milliseconds: 1 },
})
const AWAY: RunResult = {
  ...{ ok: false, outcome: 'refused', message: 'depot.example refused the connection.', logs: [], milliseconds: 1 },
  network: { cause: 'refused', host: 'depot.example', status: 0, worded: false },
}

describeOnBoth('connections in use', (_open, kind) => {
  let world: LoginWorld
  let remove: () => Promise<void>
  let answer: RunResult
  let asked: RunRequest[]
  let load: { places: number; running: number; waiting: number }

  beforeEach(async () => {
    const made = await newPlace(kind)
    remove = made.remove
    world = await openLoginWorld(made.place)
    answer = YES
    asked = []
    load = { places: 4, running: 0, waiting: 0 }
  })
  afterEach(async () => {
    expect(world.logged()).not.toContain('canary')
    await world.close()
    await remove()
  })

  /** The world, with a connector that answers as it is told. */
  const over = (context: AppContext): AppContext => {
    const document = { name: 'depot-basic', input: { type: 'object', properties: { user: { type: 'string' } } } }
    const artifact = { name: 'depot-basic', version: '1.0.0', folder: '/depot/basic', document }
    const parts = {
      config: { ...context.config, retestHours: 24, validateTimeoutMs: 1000 },
      runner: {
        level: 'process',
        stats: () => load,
        run: async (request: RunRequest) => {
          asked.push(request)
          return answer
        },
      },
      catalogue: {
        ...context.catalogue,
        inspect: async () => ({ connect: true, validate: true }),
        findConnection: () => ({ connector: { service: 'depot', root: '/depot' }, artifact }),
      },
    }
    return { ...context, ...parts } as unknown as AppContext
  }
  const plant = async (id: string, changes: { service?: string } = {}) => {
    const { store, owner } = world.context
    const place = { id, workspaceId: owner.workspaceId, valueVersion: 1 }
    const value = sealAccountValue(world.context, place, { input: { user: 'canary' }, handle: null })
    const now = store.now()
    await store.accounts.insert(accountRow(id, { ...place, value, createdAt: now, lastTestedAt: now, ...changes }))
  }
  const use = (id: string, context = world.context) => usedEntries(context, 'connection').add(id)
  const row = async (id: string) => {
    const found = await world.context.store.accounts.get(id)
    if (!found) throw new Error('no connection')
    return found
  }

  it('are tested once a day, and only when they were handed out', async () => {
    await plant('con_aa')
    const pass = makeRetestUsed(over(world.context))
    use('con_aa')
    await pass()
    world.clock.shift = LATER
    await pass()
    expect(asked).toEqual([])
    for (const shift of [LATER, LATER + HOUR, LATER + 23 * HOUR]) {
      world.clock.shift = shift
      use('con_aa')
      await pass()
    }
    expect(asked).toMatchObject([{ operation: 'validate', options: { reason: 'schedule' } }])
    expect((await row('con_aa')).lastTestedAt).toBeGreaterThan(world.context.store.now() - 24 * HOUR)
    world.clock.shift = 2 * LATER
    use('con_aa')
    await pass()
    expect(asked).toHaveLength(2)
    expect(world.logged()).not.toContain('connection-failing')
  })

  it('show a connector’s no, and its yes the next day, on record once each', async () => {
    await plant('con_aa')
    const pass = makeRetestUsed(over(world.context))
    const seen: (string | null)[] = []
    for (const [day, given] of [no('refused'), no('refused'), YES, YES].entries()) {
      answer = given
      world.clock.shift = (day + 1) * LATER
      use('con_aa')
      await pass()
      seen.push((await row('con_aa')).state)
    }
    expect(seen).toEqual(['failing', 'failing', 'ok', 'ok'])
    const lines = world.logged().split('\n')
    expect(lines.filter(line => line.startsWith('connection-failing'))).toHaveLength(1)
    expect(lines.filter(line => line.startsWith('connection-recovered'))).toHaveLength(1)
  })

  it.each(['timeout', 'not-loaded'] as const)('stay as they are when their code ends with %s', async outcome => {
    await plant('con_aa')
    const pass = makeRetestUsed(over(world.context))
    answer = no(outcome)
    for (let hour = 0; hour < 5; hour++) {
      world.clock.shift = LATER + hour * 1.1 * HOUR
      use('con_aa')
      await pass()
    }
    expect(asked).toHaveLength(5)
    expect((await row('con_aa')).state).toBe('ok')
  })

  it('are shown when their service was away three times, an hour apart, and as soon as it is back', async () => {
    await plant('con_aa')
    const pass = makeRetestUsed(over(world.context))
    answer = AWAY
    const states: string[] = []
    for (let hour = 0; hour < 4; hour++) {
      world.clock.shift = LATER + hour * 1.1 * HOUR
      if (hour === 3) answer = YES
      for (let again = 0; again < 2; again++) {
        use('con_aa')
        await pass()
      }
      states.push((await row('con_aa')).state)
    }
    expect([states, asked.length]).toEqual([['ok', 'ok', 'failing', 'ok'], 4])
  })

  it('are tested by one of two nodes', async () => {
    await plant('con_aa')
    const other = await world.another()
    world.clock.shift = LATER
    for (const context of [world.context, other]) use('con_aa', context)
    await Promise.all([makeRetestUsed(over(world.context))(), makeRetestUsed(over(other))()])
    use('con_aa', other)
    await makeRetestUsed(over(other))()
    expect(asked).toHaveLength(1)
  })

  it('wait while people need the places, and are tested afterwards', async () => {
    await plant('con_aa')
    const pass = makeRetestUsed(over(world.context))
    world.clock.shift = LATER
    use('con_aa')
    for (const busy of [{ waiting: 1 }, { waiting: 0, running: 2 }]) {
      load = { ...load, ...busy }
      await pass()
    }
    expect(asked).toEqual([])
    load = { places: 4, running: 1, waiting: 0 }
    await pass()
    expect(asked).toHaveLength(1)
  })

  it('are left alone while they are suspended', async () => {
    await plant('con_aa')
    await world.context.store.accounts.suspend('con_aa', true)
    world.clock.shift = LATER
    use('con_aa')
    await makeRetestUsed(over(world.context))()
    expect(asked).toEqual([])
  })
})
