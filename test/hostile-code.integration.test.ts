import { describe, expect, it } from 'vitest'
import type { Probe } from '../score/lab/walls/probe.ts'
import { hasLevel, probeLevel } from '../score/lab/walls/probe-level.ts'
import { PROBES } from '../score/lab/walls/probes.ts'

/** Those that once got through, and every eighth of the others. `npm run score -- S-6` runs them all. */
const ONCE_THROUGH = /database|acknowledges|no JSON|slows the server|V8 write|guards|no kind/
const chosen = (probe: Probe, n: number) => !probe.slow && (n % 8 === 0 || ONCE_THROUGH.test(probe.name))

describe.skipIf(process.platform !== 'linux')('hostile connector code', () => {
  it.for(['process', 'bubblewrap'] as const)('gets nothing, and the server lives on: %s', async (level, { skip }) => {
    if (!(await hasLevel(level))) skip('this machine does not have the level')
    const outcomes = await probeLevel(level, PROBES.filter(chosen))
    expect(outcomes.length).toBeGreaterThan(24)
    const broken = outcomes.filter(({ probe, escapes }) => escapes.length > 0 && !probe.notClaimed?.[level])
    expect(broken.map(({ probe, escapes }) => [probe.name, ...escapes])).toEqual([])
    expect(outcomes.filter(({ faults }) => faults.length > 0).map(one => [one.probe.name, ...one.faults])).toEqual([])
  })
})
