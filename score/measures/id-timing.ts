import { type MatrixWorld, openMatrixWorld } from '#server/fixtures/matrix-world.ts'
import { mannWhitney } from '../lab/mann-whitney.ts'
import { type DatabaseKind, withDatabase } from '../lab/with-database.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const PAIRS: Record<Size, number> = { quick: 200, full: 2000 }
/** Below this, chance alone is no explanation. */
const LEAST_P = 0.01
/** As many of each, so that what is kept warm is kept warm for both. */
const IDS = 20

/** A route that names an entry; each looks it up in its own way. */
interface TimedRoute {
  method: string
  path: (id: string) => string
  body?: (id: string) => object
  /** Scope of the API key that it takes; absent: the session of a member. */
  scope?: string
}

const ROUTES: readonly TimedRoute[] = [
  { method: 'GET', path: id => `/api/page/connections/${id}` },
  { method: 'DELETE', path: id => `/api/page/accounts/${id}` },
  { method: 'GET', path: id => `/api/page/accounts/${id}/uses` },
  { method: 'POST', path: id => `/api/page/accounts/${id}/test` },
  { method: 'POST', path: () => '/api/v1/credentials/read', body: id => ({ id }), scope: 'credentials:read' },
  {
    method: 'POST',
    path: () => '/api/v1/credentials/read',
    body: id => ({ id, consumer: 'flow-1' }),
    scope: 'credentials:read',
  },
  { method: 'PUT', path: () => '/api/v1/uses/flow-1', body: id => ({ title: 'Flow', ids: [id] }), scope: 'uses:write' },
]

export const idTiming: readonly Measure[] = [timingOn('SQLite', 'S-9'), timingOn('PostgreSQL', 'S-9P')]

function timingOn(kind: DatabaseKind, id: string): Measure {
  return {
    id,
    measure: `ids of others told from unknown ones by the time of the refusal, on ${kind} (Mann-Whitney, least p of all routes)`,
    target: `p > ${LEAST_P} over ${PAIRS.full} interleaved pairs for each route`,
    quick: false,
    byHand: true,
    run: size => withDatabase(kind, async newDatabase => timeRoutes(await newDatabase(), PAIRS[size])),
  }
}

async function timeRoutes(databaseUrl: string | undefined, pairs: number): Promise<Finding> {
  const world = await openMatrixWorld(databaseUrl)
  try {
    const [others, unknown] = [await makeIds(world, 'others'), await makeIds(world, 'unknown')]
    const lines: string[] = []
    let least = 1
    for (const route of ROUTES) {
      const times = await timePairs(world, route, { others, unknown, pairs })
      const { p } = mannWhitney(times.others, times.unknown)
      least = Math.min(least, p)
      const [a, b] = [median(times.others), median(times.unknown)].map(ms => (ms * 1000).toFixed(0))
      const named = `${route.method} ${route.path('<id>')} ${JSON.stringify(route.body?.('<id>') ?? {})}`
      lines.push(`p ${p.toFixed(4)}, medians ${a} and ${b} µs: ${named}`)
    }
    return { value: `p ${least.toFixed(4)}`, ok: least > LEAST_P, details: lines }
  } finally {
    await world.close()
  }
}

async function makeIds(world: MatrixWorld, target: 'others' | 'unknown'): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < IDS; i++) ids.push(await world.make('account', target, 'member', { fresh: true }))
  return ids
}

interface Pairs {
  others: string[]
  unknown: string[]
  pairs: number
}

/** One of each, again and again, now this one first and now that one. */
async function timePairs(world: MatrixWorld, route: TimedRoute, { others, unknown, pairs }: Pairs) {
  const times = { others: [] as number[], unknown: [] as number[] }
  const { scope } = route
  const headers = scope ? { authorization: `Bearer ${await world.keyWith(scope)}` } : world.headers('member')
  const take = async (into: number[], id: string) => {
    const began = performance.now()
    const { status } = await world.server.call(route.method, route.path(id), route.body?.(id), headers)
    into.push(performance.now() - began)
    if (status !== 404) throw new Error(`${route.method} ${route.path(id)} was answered ${status}`)
  }
  for (let turn = -IDS; turn < pairs; turn++) {
    const at = (turn + IDS) % IDS
    // The first ones warm up what is loaded or compiled once.
    const { others: one, unknown: two } = turn < 0 ? { others: [], unknown: [] } : times
    const both = [() => take(one, others[at] ?? ''), () => take(two, unknown[at] ?? '')]
    for (const call of turn % 2 === 0 ? both : both.toReversed()) await call()
  }
  return times
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
