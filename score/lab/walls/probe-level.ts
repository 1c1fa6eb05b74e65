import { openGate } from '#egress/fixtures/open-gate.ts'
import { createRunner } from '#runner/create-runner.ts'
import type { RunnerLevel } from '#runner/types.ts'
import { withFolder } from '../with-folder.ts'
import { openSite } from './open-site.ts'
import type { Probe } from './probe.ts'
import { type ProbeOutcome, runProbe, type Walls, writeWell } from './run-probe.ts'
import { startHost } from './start-host.ts'
import { watchTree } from './watch-tree.ts'

/** Lets the probes run, one after the other, against a server whose runner has this level. */
export function probeLevel(level: RunnerLevel, probes: readonly Probe[]): Promise<ProbeOutcome[]> {
  return withFolder(cacheDir =>
    withFolder(async folder => {
      const site = await openSite(folder)
      await writeWell(folder)
      const host = await startHost({ cacheDir, level, allowed: site.allowed }, site.canary)
      const walls: Walls = { folder, site, host, tree: watchTree(host.pid) }
      try {
        const outcomes: ProbeOutcome[] = []
        for (const [n, probe] of probes.entries()) outcomes.push(await runProbe(walls, probe, n))
        return outcomes
      } finally {
        walls.tree.stop()
        await host.close()
        await site.close()
      }
    }),
  )
}

/** Whether a runner of this level can be had on this machine. */
export function hasLevel(level: RunnerLevel): Promise<boolean> {
  return withFolder(async cacheDir => {
    const options = { cacheDir, gate: openGate([]), mostLevel: level, requireSigusr1Disabled: false }
    const runner = await createRunner(options)
    await runner.close()
    return runner.level === level
  })
}
