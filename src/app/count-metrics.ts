import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { RunnerStats } from '#runner/types.ts'
import type { AppContext } from './context.ts'

/** One figure for Prometheus. */
export interface Metric {
  name: string
  type: 'counter' | 'gauge'
  help: string
  value: number
}

/** What the server counts as it goes; plain numbers, because they stand beside every read. */
export interface Counters {
  reads: number
  refusedReads: number
}

/** Figures of this process and of the data behind it. */
export function makeCountMetrics({ store, owner, runner }: AppContext, counters: Counters) {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  return async (): Promise<Metric[]> => {
    const { heapUsed, rss } = process.memoryUsage()
    const [due] = await Promise.all([store.grants.due(1000)])
    const [active] = await store.dataKeys.list(owner.workspaceId)
    const figures: Metric[] = [
      counter('flow_credential_reads_total', 'Credentials handed out.', counters.reads),
      counter('flow_credential_reads_refused_total', 'Reads of credentials that were refused.', counters.refusedReads),
      gauge('flow_grants_due', 'Logins whose token is to be renewed now, at most 1000.', due.length),
      gauge(
        'flow_data_key_age_seconds',
        'Age of the oldest data key.',
        active ? (store.now() - active.createdAt) / 1000 : 0,
      ),
      gauge('flow_event_loop_delay_seconds', 'Longest wait of the event loop since the last look.', delay.max / 1e9),
      gauge('flow_runner_running', 'Runs of connector code now.', runner.stats().running),
      gauge('flow_runner_waiting', 'Runs of connector code that wait for a place.', runner.stats().waiting),
      counter('flow_runner_runs_total', 'Runs of connector code.', countAll(runner.stats().ended)),
      gauge('process_resident_memory_bytes', 'Memory of the process.', rss),
      gauge('nodejs_heap_size_used_bytes', 'Heap in use.', heapUsed),
    ]
    delay.reset()
    return figures
  }
}

function countAll(ended: RunnerStats['ended']): number {
  return Object.values(ended).reduce((sum, count) => sum + count, 0)
}

function counter(name: string, help: string, value: number): Metric {
  return { name, type: 'counter', help, value }
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, type: 'gauge', help, value }
}
