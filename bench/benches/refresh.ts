import { setTimeout as sleep } from 'node:timers/promises'
import { newPlace, openLab } from '../../score/lab/refresh/open-lab.ts'
import { loadProvider, plantLogins } from '../../score/lab/refresh/plant-logins.ts'
import { readToken } from '../../score/lab/refresh/read-token.ts'
import { CLIENT_SECRET, startTokenServer } from '../../score/lab/refresh/token-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import type { Finding, Measure } from '../../score/measure.ts'
import { compareInTurn, describeSide } from '../lab/compare-in-turn.ts'

const ROUNDS = 9
const RENEWALS = 20
const ANSWER_MS = 50

/** What lease, journal and fence cost beside the request itself, at a server that takes 50 ms. */
export const refresh: Measure = {
  id: 'refresh',
  measure: `ms that a renewal takes beyond the bare request, at a server that answers after ${ANSWER_MS} ms`,
  target: 'reported',
  quick: false,
  run: () => withFolder(compare),
}

async function compare(folder: string): Promise<Finding> {
  const server = await startTokenServer()
  const lab = await openLab(newPlace(folder, server.origin))
  try {
    server.trouble = () => sleep(ANSWER_MS, undefined)
    const providerId = await loadProvider(lab.context)
    const [login, other] = await plantLogins(lab.context, { server, providerId, count: 2 })
    if (!login || !other) throw new Error('no login was planted')
    let version = 0
    const renewal = async () => {
      const token = await readToken(lab.context, login.id, ++version)
      if (token !== login.family.access.at(-1)) throw new Error('the token was not renewed')
    }
    const request = async () => {
      const [token = ''] = other.family.live
      const form = { grant_type: 'refresh_token', refresh_token: token, client_id: 'lab', client_secret: CLIENT_SECRET }
      const answer = await lab.context.fetch({
        method: 'POST',
        url: `${server.origin}/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
      })
      if (answer.status !== 200) throw new Error('the bare request was refused')
    }
    const found = await compareInTurn(
      () => timed(renewal),
      () => timed(request),
      ROUNDS,
    )
    return {
      value: Number((found.ours.middle - found.theirs.middle).toFixed(1)),
      ok: true,
      details: [
        `ms: renewal ${describeSide(found.ours)}, bare request with the same HTTP client ${describeSide(found.theirs)}; ratio ${found.ratio.toFixed(2)}`,
        `middle of ${ROUNDS} rounds of ${RENEWALS} in turn; a renewal writes its lease, the answer and the new tokens durably, on SQLite`,
      ],
    }
  } finally {
    await lab.close()
    await server.close()
  }
}

async function timed(one: () => Promise<void>): Promise<number> {
  const from = performance.now()
  for (let n = 0; n < RENEWALS; n++) await one()
  return (performance.now() - from) / RENEWALS
}
