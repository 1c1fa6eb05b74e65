import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { CRASH_POINTS } from '../lab/refresh/crash-points.ts'
import { type CrashSite, openCrashSite } from '../lab/refresh/crash-site.ts'
import { type Freezing, freezeHolder } from '../lab/refresh/freeze-holder.ts'
import { pauseDatabase } from '../lab/refresh/pause-database.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const FREEZING: Record<Size, Freezing> = {
  quick: { frozenMs: 5_000, leaseSeconds: 3 },
  full: { frozenMs: 60_000 },
}
/** 15 s is how long a write waits for its turn; a pause may outlast that. */
const PAUSES_S: Record<Size, number[]> = { quick: [2], full: [1, 5, 20, 60] }
const POINTS = CRASH_POINTS.filter(point => point.flow === 'refresh')

export const leaseFreeze: Measure = {
  id: 'R-2',
  measure:
    'logins dead after the lease holder was frozen and thawed, or the database paused; server with 120 s of grace',
  target: '0 dead, 0 fenced writes applied (60 s; quick: 5 s with a lease of 3 s)',
  quick: true,
  run: size => withFolder(folder => freezeAll(folder, size)),
}

async function freezeAll(folder: string, size: Size): Promise<Finding> {
  const freezing = FREEZING[size]
  const [thawed, paused] = await Promise.all([
    Promise.all(POINTS.map(point => onSite(folder, site => freezeHolder(site, point, freezing)))),
    Promise.all(PAUSES_S[size].map(seconds => onSite(folder, site => pauseDatabase(site, seconds * 1000)))),
  ])
  const faults = [...thawed, ...paused].flatMap(one => one.faults)
  const fenced = thawed.reduce((sum, one) => sum + one.fencedWrites, 0)
  const frozen = freezing.leaseSeconds === undefined ? 'the real lease' : `a lease of ${freezing.leaseSeconds} s`
  return {
    value: `${faults.length} dead, ${fenced} fenced writes applied`,
    ok: faults.length === 0 && fenced === 0,
    details: [
      `frozen ${freezing.frozenMs / 1000} s with ${frozen} at ${POINTS.length} points, on SQLite`,
      ...POINTS.map((point, n) => `strict rotation, frozen at "${point.name}": ${thawed[n]?.strict}`),
      ...PAUSES_S[size].map((seconds, n) => `strict rotation, no write for ${seconds} s: ${paused[n]?.strict}`),
      ...faults,
    ],
  }
}

async function onSite<T>(folder: string, work: (site: CrashSite) => Promise<T>): Promise<T> {
  const site = await openCrashSite(await mkdtemp(join(folder, 'site-')), async () => undefined)
  try {
    return await work(site)
  } finally {
    await site.close()
  }
}
