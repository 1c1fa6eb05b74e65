import type { RunnerLevel } from '#runner/types.ts'
import type { Probe } from '../lab/walls/probe.ts'
import { hasLevel, probeLevel } from '../lab/walls/probe-level.ts'
import { PROBES } from '../lab/walls/probes.ts'
import type { ProbeOutcome } from '../lab/walls/run-probe.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const LEAST = 60
const LEVELS = ['process', 'bubblewrap'] as const

export const hostileCode: Measure = {
  id: 'S-6',
  measure: 'escapes of hostile connector code on what a level promises, the server alive after each',
  target: `0 of at least ${LEAST} probes`,
  quick: true,
  async run(size) {
    if (process.platform !== 'linux') return { skipped: 'the processes are watched over /proc' }
    const probes = PROBES.filter(probe => fits(probe, size))
    const levels: LevelOutcomes[] = []
    for (const level of LEVELS) {
      const outcomes = (await hasLevel(level)) ? await probeLevel(level, probes) : undefined
      levels.push({ level, outcomes })
    }
    return judge(levels)
  },
}

function fits({ slow }: Probe, size: Size): boolean {
  return size === 'full' || !slow
}

interface LevelOutcomes {
  level: RunnerLevel
  /** Absent: this machine does not have the level. */
  outcomes: ProbeOutcome[] | undefined
}

function judge(all: LevelOutcomes[]): Finding {
  const levels = all.flatMap(({ level, outcomes }) => (outcomes ? [{ level, outcomes }] : []))
  const absent = all.filter(({ outcomes }) => outcomes === undefined)
  const broken = levels.flatMap(({ level, outcomes }) =>
    outcomes.filter(one => !isGood(level, one)).map(one => `${level}: ${describe(one)}`),
  )
  const counts = levels.map(({ level, outcomes }) => {
    const claimed = outcomes.filter(({ probe }) => probe.notClaimed?.[level] === undefined)
    return `${level} ${claimed.filter(({ escapes }) => escapes.length > 0).length} of ${claimed.length}`
  })
  return {
    value: counts.join(', '),
    ok: broken.length === 0 && levels.every(({ outcomes }) => outcomes.length >= LEAST),
    details: [
      ...broken,
      ...levels.flatMap(tableOf),
      ...absent.map(({ level }) => `${level}: skipped, this machine does not have it`),
    ],
  }
}

function isGood(level: RunnerLevel, { probe, escapes, faults }: ProbeOutcome): boolean {
  return faults.length === 0 && (escapes.length === 0 || probe.notClaimed?.[level] !== undefined)
}

function describe({ probe, escapes, faults }: ProbeOutcome): string {
  return `${probe.family}, ${probe.name}: ${[...escapes, ...faults].join('; ')}`
}

/** What held, family by family, and what the level does not promise. */
function tableOf({ level, outcomes }: { level: RunnerLevel; outcomes: ProbeOutcome[] }): string[] {
  const families = [...new Set(outcomes.map(({ probe }) => probe.family))]
  const claimed = (probe: Probe) => probe.notClaimed?.[level] === undefined
  const rows = families.map(family => {
    const own = outcomes.filter(({ probe }) => probe.family === family && claimed(probe))
    const held = own.filter(({ escapes }) => escapes.length === 0)
    return `${level}: ${family}: ${held.length} of ${own.length} held`
  })
  const reasons = outcomes.map(({ probe }) => probe.notClaimed?.[level]).filter(reason => reason !== undefined)
  return [...rows, ...[...new Set(reasons)].map(reason => `${level} does not promise: ${reason}`)]
}
