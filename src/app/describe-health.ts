import type { Config } from '#config'
import type { Health, ProviderHealth } from '#shared/contract/health.ts'
import type { GrantStanding, ProviderRow } from '#store/types.ts'
import type { AppContext } from './context.ts'
import type { Counters } from './count-metrics.ts'
import { FRESH_EVERY_MS } from './keep-house.ts'
import { troubledHosts } from './logins/host-gate.ts'
import { makeRunnerHealth } from './runner-health.ts'

const MOST_DUE = 1000

/** How this instance stands: what a person looks at when something does not work. Holds nothing secret. */
export function makeDescribeHealth(context: AppContext, counters: Counters) {
  const { config, clock } = context
  const startedAt = isoTime(clock.now() - process.uptime() * 1000)
  const runnerHealth = makeRunnerHealth(context)
  return async (): Promise<Health> => {
    const now = clock.now()
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
      startedAt,
      runner: runnerHealth(),
      ready: data !== undefined,
      database: config.databaseUrl === undefined ? 'sqlite' : 'postgresql',
      vault: { ...keyPlaceOf(config), dataKeys: 0, ...data?.vault },
      renewals: { due: data?.due ?? 0, everySeconds: FRESH_EVERY_MS / 1000 },
      providers: data?.providers ?? [],
      hosts,
      memoryBytes: process.memoryUsage.rss(),
      credentialReads: counters.reads,
      refusedReads: counters.refusedReads,
    }
  }
}

/** Rejects while the data cannot be read. */
async function readData({ store, owner: { workspaceId } }: AppContext) {
  const [keys, due, providers, standing] = await Promise.all([
    store.dataKeys.list(workspaceId),
    store.grants.due(MOST_DUE),
    store.providers.list(workspaceId),
    store.grants.standing(workspaceId),
  ])
  const newest = Math.max(...keys.map(({ createdAt }) => createdAt))
  return {
    vault: { dataKeys: keys.length, ...(keys.length > 0 ? { newestDataKeyAt: isoTime(newest) } : {}) },
    due: due.length,
    providers: providers.map(row => describeProvider(row, standing)),
  }
}

function describeProvider({ id, displayName, connector }: ProviderRow, all: readonly GrantStanding[]): ProviderHealth {
  const own = all.filter(({ providerId }) => providerId === id)
  const count = (status: GrantStanding['status']) => own.find(each => each.status === status)?.count ?? 0
  const living = own.filter(({ status }) => status !== 'needs_reconnect')
  return {
    id,
    displayName,
    connector,
    ok: count('ok'),
    failing: count('failing'),
    needsReconnect: count('needs_reconnect'),
    ...firstOf(
      'nextRenewalAt',
      living.map(({ refreshAfter }) => refreshAfter),
    ),
    ...firstOf(
      'nextTryAt',
      own.filter(({ status }) => status === 'failing').map(({ nextTryAt }) => nextTryAt),
    ),
  }
}

function firstOf<Name extends string>(name: Name, times: readonly (number | null)[]): { [K in Name]?: string } {
  const known = times.filter(time => time !== null)
  return known.length === 0 ? {} : ({ [name]: isoTime(Math.min(...known)) } as { [K in Name]: string })
}

function keyPlaceOf({ keyPlace, keyFile }: Config): Pick<Health['vault'], 'keyFrom' | 'keyFile'> {
  if (!keyPlace) return { keyFrom: 'file', keyFile }
  return { keyFrom: 'command' in keyPlace ? 'command' : 'transit' }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
