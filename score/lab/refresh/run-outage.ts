import { makeKeepFresh } from '#app/logins/keep-fresh.ts'
import { createFetch } from '#egress/create-fetch.ts'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { makeCertificate } from './make-certificate.ts'
import { type Lab, newPlace, openLab } from './open-lab.ts'
import type { Outage, OutageSite } from './outages.ts'
import { loadProvider, type PlantedLogin, plantLogins } from './plant-logins.ts'
import { readToken } from './read-token.ts'
import { standOf } from './stand-of.ts'
import { startTokenServer } from './token-server.ts'

const PASS_MS = 20_000
const MINUTE_MS = 60_000
/** Their tokens end between these, the last ones just before the service comes back. */
const FIRST_END_MS = 5 * MINUTE_MS
const LOGINS = 10

export interface OutageResult {
  /** Logins that were sent to a new sign-in. */
  needing: number
  /** Callers that got an error while their token still lived. */
  deserted: number
  /** Seconds after the end of the outage until all were fresh; undefined: never, within ten minutes. */
  recoveredIn: number | undefined
  /** Requests that reached the service meanwhile. */
  calls: number
  faults: string[]
}

/** One simulated outage of so long, with a pass every 20 s and a caller of each login every minute. */
export async function runOutage(folder: string, outage: Outage, outageMs: number): Promise<OutageResult | undefined> {
  const good = outage.tls ? await makeCertificate(folder, 30) : undefined
  const bad = outage.tls ? await makeCertificate(folder, -1) : undefined
  if (outage.tls && !(good && bad)) return undefined
  const server = await startTokenServer(bad)
  const site: OutageSite = { server, names: { known: true }, wholeMs: undefined }
  const ca = good && bad ? { ca: `${good.cert}\n${bad.cert}` } : {}
  const gate = openGate(['localhost:*'], async () => resolve(site))
  const usual = createFetch({ gate, userAgent: 'flow-lab/1', ...ca })
  const lab = await openLab(newPlace(folder, server.origin), {
    fetch({ signal: given, ...request }) {
      const signal = site.wholeMs === undefined ? given : AbortSignal.timeout(site.wholeMs)
      return usual({ ...request, ...(signal ? { signal } : {}) })
    },
  })
  try {
    const logins = await plantAll(lab, site, { outage, outageMs })
    await outage.begin(site)
    const found = await passThrough(lab, logins, outageMs)
    const calls = server.calls
    if (good) server.show(good)
    await outage.end(site)
    const recoveredIn = await secondsToFresh(lab, logins)
    return { ...found, ...(await judge(lab, logins)), recoveredIn, calls }
  } finally {
    await lab.close()
    await server.close()
  }
}

function resolve({ names }: OutageSite): string[] {
  if (names.known) return ['127.0.0.1']
  throw Object.assign(new Error('getaddrinfo ENOTFOUND localhost'), { code: 'ENOTFOUND' })
}

async function plantAll(
  lab: Lab,
  { server }: OutageSite,
  { outage, outageMs }: { outage: Outage; outageMs: number },
): Promise<PlantedLogin[]> {
  const providerId = await loadProvider(lab.context)
  const logins: PlantedLogin[] = []
  for (let n = 0; n < LOGINS; n++) {
    const endsAt = lab.context.store.now() + FIRST_END_MS + Math.floor(((outageMs - FIRST_END_MS) * n) / LOGINS)
    const grace = outage.graceMs === undefined ? {} : { graceMs: outage.graceMs }
    logins.push(...(await plantLogins(lab.context, { server, providerId, count: 1, endsAt, ...grace })))
  }
  return logins
}

async function passThrough(lab: Lab, logins: PlantedLogin[], outageMs: number): Promise<{ deserted: number }> {
  const { store } = lab.context
  const keepFresh = makeKeepFresh(lab.context)
  let deserted = 0
  for (let at = 0; at < outageMs; at += PASS_MS) {
    await keepFresh()
    for (const login of at % MINUTE_MS === 0 ? logins : []) {
      const token = await readToken(lab.context, login.id).catch(() => undefined)
      const grant = await store.grants.get(login.grantId)
      if (token === undefined && (grant?.accessExpiresAt ?? 0) > store.now()) deserted++
    }
    lab.clock.shift += PASS_MS
  }
  return { deserted }
}

async function secondsToFresh(lab: Lab, logins: PlantedLogin[]): Promise<number | undefined> {
  const { store } = lab.context
  const keepFresh = makeKeepFresh(lab.context)
  for (let seconds = 0; seconds <= 600; seconds += PASS_MS / 1_000) {
    await keepFresh()
    const rows = await Promise.all(logins.map(login => store.grants.get(login.grantId)))
    if (rows.every(row => row?.status === 'ok' && (row.refreshAfter ?? 0) > store.now())) return seconds
    lab.clock.shift += PASS_MS
  }
  return undefined
}

async function judge(lab: Lab, logins: PlantedLogin[]): Promise<{ needing: number; faults: string[] }> {
  const stands = await Promise.all(logins.map(login => standOf(lab.context, login)))
  return {
    needing: stands.filter(stand => stand === 'needs reconnect').length,
    faults: [...new Set(stands.filter(stand => stand !== 'renewed'))],
  }
}
