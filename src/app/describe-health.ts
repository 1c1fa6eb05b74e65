import type { Config } from '#config/config.ts'
import type { Health } from '#shared/contract/health.ts'
import type { AppContext } from './context.ts'
import type { Counters } from './count-metrics.ts'
import { describeProviderHealth } from './describe-provider-health.ts'
import { FRESH_EVERY_MS } from './keep-house.ts'
import { troubledHosts } from './logins/host-gate.ts'
import type { ReturnAddress } from './return-address.ts'
import { makeRunnerHealth } from './runner-health.ts'

const MOST_DUE = 1000

/** How this instance stands: what a person looks at when something does not work. Holds nothing secret. */
export function makeDescribeHealth(context: AppContext, counters: Counters, returnProblem: ReturnAddress['problem']) {
  const { config, clock } = context
  const startedAt = isoTime(clock.now() - process.uptime() * 1000)
  const runnerHealth = makeRunnerHealth(context)
  return async (): Promise<Health> => {
    const now = clock.now()
    const problem = returnProblem()
    const data = await readData(context).catch(() => undefined)
    const hosts = troubledHosts(context).map(({ host, failures, pausedUntil }) => ({
      host,
      failures,
      ...(pausedUntil > now ? { pausedUntil: isoTime(pausedUntil) } : {}),
    }))
    return {
      at: isoTime(now),
      version: config.version,
      node: process.versions.node,
      environment: config.environment,
      publicUrl: config.publicUrl,
      ...(problem === undefined ? {} : { returnProblem: problem }),
      startedAt,
      runner: runnerHealth(),
      ready: data !== undefined,
      database: config.databaseUrl === undefined ? 'sqlite' : 'postgresql',
      vault: { ...keyPlaceOf(config), dataKeys: 0, ...data?.vault },
      renewals: { due: data?.due ?? 0, everySeconds: FRESH_EVERY_MS / 1000 },
      entries: data?.entries ?? [],
      providers: data?.providers ?? [],
      hosts,
      memoryBytes: process.memoryUsage.rss(),
      credentialReads: counters.reads,
      refusedReads: counters.refusedReads,
    }
  }
}

/** Rejects while the data cannot be read. */
async function readData(context: AppContext) {
  const { store, owner } = context
  const { workspaceId } = owner
  const [keys, due, providers, standing, entries] = await Promise.all([
    store.dataKeys.list(workspaceId),
    store.grants.due(MOST_DUE),
    store.providers.list(workspaceId),
    store.grants.standing(workspaceId),
    store.accounts.standing(workspaceId),
  ])
  const newest = Math.max(...keys.map(({ createdAt }) => createdAt))
  return {
    vault: { dataKeys: keys.length, ...(keys.length > 0 ? { newestDataKeyAt: isoTime(newest) } : {}) },
    due: due.length,
    providers: providers.map(row => describeProviderHealth(context, row, standing)),
    entries: entries.map(({ state, count, since }) => ({
      state,
      count,
      ...(since === null ? {} : { since: isoTime(since) }),
    })),
  }
}

function keyPlaceOf({ keyPlace, keyFile }: Config): Pick<Health['vault'], 'keyFrom' | 'keyFile'> {
  if (!keyPlace) return { keyFrom: 'file', keyFile }
  return { keyFrom: 'command' in keyPlace ? 'command' : 'transit' }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
