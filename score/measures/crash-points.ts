import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { crashConnect } from '../lab/refresh/crash-connect.ts'
import { crashDelete } from '../lab/refresh/crash-delete.ts'
import { CRASH_POINTS, type CrashPoint } from '../lab/refresh/crash-points.ts'
import { crashRefresh } from '../lab/refresh/crash-refresh.ts'
import { crashRotate } from '../lab/refresh/crash-rotate.ts'
import { type Outcome, openCrashSite } from '../lab/refresh/crash-site.ts'
import { crashTell } from '../lab/refresh/crash-tell.ts'
import { type DatabaseKind, type NewDatabase, withDatabase } from '../lab/with-database.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const KILLS = { quick: 1, full: 100 }
/** Crashes at once, each in a data folder of its own. */
const SITES = 3

const CRASHES = {
  refresh: crashRefresh,
  connect: crashConnect,
  delete: crashDelete,
  rotate: crashRotate,
  tell: crashTell,
}

export const crashPoints: readonly Measure[] = [crashesOn('SQLite', 'R-3'), crashesOn('PostgreSQL', 'R-3P')]

function crashesOn(kind: DatabaseKind, id: string): Measure {
  return {
    id,
    measure: `acknowledged writes lost by kill -9 at ${CRASH_POINTS.length} points of sign-in, renewal, deletion, keys and webhooks, on ${kind}`,
    target: `0 lost, 0 unreadable (${KILLS.full} kills a point; quick: ${KILLS.quick})`,
    quick: true,
    run: size => withDatabase(kind, newDatabase => withFolder(folder => crashAll(folder, size, newDatabase))),
  }
}

async function crashAll(folder: string, size: Size, newDatabase: NewDatabase): Promise<Finding> {
  const jobs = Array.from({ length: KILLS[size] }, () => CRASH_POINTS).flat()
  const all: { point: CrashPoint; outcome: Outcome }[] = []
  const queue = jobs.values()
  const work = async (name: string) => {
    const site = await openCrashSite(await makeFolder(folder, name), newDatabase)
    try {
      for (const point of queue) all.push({ point, outcome: await CRASHES[point.flow](site, point) })
    } finally {
      await site.close()
    }
  }
  await Promise.all(Array.from({ length: SITES }, (_, n) => work(`site-${n}`)))
  return describe(all)
}

function describe(all: { point: CrashPoint; outcome: Outcome }[]): Finding {
  const lost = all.flatMap(({ outcome }) => outcome.lost)
  const unreadable = all.flatMap(({ outcome }) => outcome.unreadable)
  const inWindow = all.filter(({ point }) => point.flow === 'refresh' && point.inWindow)
  const byProtocol = inWindow.reduce((sum, { outcome }) => sum + outcome.byProtocol, 0)
  return {
    value: `${lost.length} lost, ${unreadable.length} unreadable, ${all.length} kills`,
    ok: lost.length === 0 && unreadable.length === 0,
    details: [
      'Each renewal is killed with two logins in it: one at a server with 60 s of grace, one at a strict server',
      `strict rotation, killed between the server's commit and our journal: ${byProtocol} of ${inWindow.length} need a new sign-in, by protocol; nowhere else, and none is asked again and again`,
      ...[...lost, ...unreadable].slice(0, 20),
    ],
  }
}

async function makeFolder(parent: string, name: string): Promise<string> {
  const folder = join(parent, name)
  await mkdir(folder)
  return folder
}
