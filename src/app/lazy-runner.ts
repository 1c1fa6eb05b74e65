import type { RunnerOptions } from '#runner/create-runner.ts'
import type { Runner, RunnerStats } from '#runner/types.ts'

const IDLE: RunnerStats = { places: 0, running: 0, waiting: 0, ahead: 0, ended: {} }

/**
 * A runner that is made at its first use: a command that only loads a file should not pay for it, nor fail where
 * connector code cannot be run. A server calls `start` and learns at once.
 */
export function makeLazyRunner(options: RunnerOptions): Runner & { start(): Promise<void> } {
  let made: Promise<Runner> | undefined
  let known: Runner | undefined
  const get = () => {
    made ??= import('#runner/create-runner.ts')
      .then(({ createRunner }) => createRunner(options))
      .then(runner => {
        known = runner
        return runner
      })
    return made
  }
  return {
    // Until it is made, nothing more than this is sure.
    get level() {
      return known?.level ?? 'process'
    },
    get levelReason() {
      return known?.levelReason ?? ''
    },
    get installHigher() {
      return known?.installHigher ?? ''
    },
    stats: () => known?.stats() ?? IDLE,
    start: async () => {
      await get()
    },
    run: async request => (await get()).run(request),
    inspect: async artifact => (await get()).inspect(artifact),
    // Only a server has forms; it made its runner at the start.
    prepare: artifact => void made?.then(runner => runner.prepare(artifact)).catch(() => undefined),
    forget: () => void made?.then(runner => runner.forget()).catch(() => undefined),
    async close() {
      const runner = await made?.catch(() => undefined)
      await runner?.close()
    },
  }
}
