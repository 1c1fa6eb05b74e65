import { type MatrixWorld, openMatrixWorld } from '#server/fixtures/matrix-world.ts'
import { mannWhitney } from '../lab/mann-whitney.ts'
import type { Measure, Size } from '../measure.ts'

const PAIRS: Record<Size, number> = { quick: 200, full: 2000 }
/** Below this, chance alone is no explanation. */
const LEAST_P = 0.01
/** As many of each, so that what is kept warm is kept warm for both. */
const IDS = 20

/** Routes that name an entry; each looks it up in its own way. */
const ROUTES: readonly { method: string; path: (id: string) => string }[] = [
  { method: 'GET', path: id => `/api/page/connections/${id}` },
  { method: 'DELETE', path: id => `/api/page/accounts/${id}` },
  { method: 'GET', path: id => `/api/page/accounts/${id}/uses` },
  { method: 'POST', path: id => `/api/page/accounts/${id}/test` },
]

export const idTiming: Measure = {
  id: 'S-9',
  measure: 'ids of others told from unknown ones by the time of the refusal (Mann-Whitney, least p of all routes)',
  target: `p > ${LEAST_P} over ${PAIRS.full} interleaved pairs for each route`,
  quick: false,
  byHand: true,
  async run(size) {
    const world = await openMatrixWorld()
    try {
      const [others, unknown] = [await makeIds(world, 'others'), await makeIds(world, 'unknown')]
      const lines: string[] = []
      let least = 1
      for (const route of ROUTES) {
        const times = await timePairs(world, route, { others, unknown, pairs: PAIRS[size] })
        const { p } = mannWhitney(times.others, times.unknown)
        least = Math.min(least, p)
        const [a, b] = [median(times.others), median(times.unknown)].map(ms => (ms * 1000).toFixed(0))
        lines.push(`p ${p.toFixed(4)}, medians ${a} and ${b} µs: ${route.method} ${route.path('<id>')}`)
      }
      return { value: `p ${least.toFixed(4)}`, ok: least > LEAST_P, details: lines }
    } finally {
      await world.close()
    }
  },
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
async function timePairs(world: MatrixWorld, route: (typeof ROUTES)[number], { others, unknown, pairs }: Pairs) {
  const times = { others: [] as number[], unknown: [] as number[] }
  const headers = world.headers('member')
  const take = async (into: number[], id: string) => {
    const began = performance.now()
    const { status } = await world.server.call(route.method, route.path(id), undefined, headers)
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
