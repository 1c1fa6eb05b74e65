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
