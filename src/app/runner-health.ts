import type { RunnerHealth } from '#shared/contract/runner-health.ts'
import type { AppContext } from './context.ts'

/** What the health page shows of the walls around connector code, and of its runs. */
export function makeRunnerHealth({ runner }: Pick<AppContext, 'runner'>) {
  return (): RunnerHealth => {
    const { level, levelReason: reason, installHigher: install } = runner
    return {
      level,
      ...(reason ? { reason } : {}),
      ...(install ? { install } : {}),
      ...runner.stats(),
    }
  }
}
