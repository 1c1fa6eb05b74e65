import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makePageClient, type PageClient } from '../../score/lab/page-client.ts'
import { CLIENT_SECRET, startTokenServer, type TokenServer } from '../../score/lab/refresh/token-server.ts'
import { startProgram } from '../../score/lab/start-server.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import type { Finding, Measure } from '../../score/measure.ts'
import { compareInTurn, describeSide } from '../lab/compare-in-turn.ts'
import { serveLogins } from '../lab/serve-logins.ts'

/** With the round that warms up fewer than the 60 returns a minute that our server takes from one address. */
const ROUNDS = 5
const LOGINS = 9

/** From the first click to the stored login, one after the other, at the same authorization server. */
export const login: Measure = {
  id: 'login',
  measure: 'time of a complete login, start to stored, as a multiple of the package grant with a stored, sealed token',
  target: 'reported',
  quick: false,
  run: () => withFolder(compare),
}

async function compare(folder: string): Promise<Finding> {
  const server = await startTokenServer()
  const closers: (() => Promise<void>)[] = [() => server.close()]
  try {
    const ours = await serveLogins(folder, server.origin)
    closers.push(() => ours.stop())
    const peer = async (mode: string) => {
      const file = fileURLToPath(import.meta.resolve('../lab/grant-server.ts'))
      const started = await startProgram([file, mode, join(folder, `${mode}.db`), server.origin, CLIENT_SECRET])
      closers.push(() => started.stop())
      return () => timed(() => loginAtGrant(started.url, server))
    }
    const page = await openPage(ours.url)
    const providers = (await page.send('GET', '/api/page/providers')).json() as { items: { id: string }[] }
    const providerId = providers.items[0]?.id ?? ''
    let count = 0
    const own = async () => {
      const fresh = await openPage(ours.url)
      return timed(() => loginAtOurs(fresh, server, { providerId, label: `Login${++count}` }))
    }
    const found = await compareInTurn(own, await peer('stored'), ROUNDS)
    const plain = await peer('plain')
    await plain()
    return {
      value: Number(found.ratio.toFixed(2)),
      ok: true,
      details: [
        `ms a login: ours ${describeSide(found.ours)} in five requests, grant with a stored token ${describeSide(found.theirs)} in two, grant that stores nothing ${(await plain()).toFixed(1)}`,
        `middle of ${ROUNDS} rounds of ${LOGINS} logins in turn, each between ${found.range.map(share => share.toFixed(2)).join(' and ')}; ours with a session, five durable writes and the consent that grant leaves to its user`,
      ],
    }
  } finally {
    for (const close of closers.toReversed()) await close()
  }
}

/** A session of its own: each may begin ten sign-ins a minute. */
async function openPage(url: string): Promise<PageClient> {
  const page = makePageClient(url)
  await page.send('GET', '/api/page/session')
  return page
}

/** Ms a login, over some of them. */
async function timed(one: () => Promise<void>): Promise<number> {
  const from = performance.now()
  for (let n = 0; n < LOGINS; n++) await one()
  return (performance.now() - from) / LOGINS
}

/** As the page does it: attempt, start, return, its state, ADD. */
async function loginAtOurs(
  page: PageClient,
  server: TokenServer,
  { providerId, label }: { providerId: string; label: string },
): Promise<void> {
  const attempt = { providerId, scopes: ['read'], inputs: {}, purpose: 'new', mode: 'popup' }
  const asked = await page.send('POST', '/api/page/oauth/attempts', attempt)
  if (asked.status !== 201) throw new Error(`the attempt was refused: ${asked.text}`)
  const started = asked.json() as { id: string; startUrl: string }
  const start = await page.send('GET', new URL(started.startUrl, 'http://here').pathname)
  const location = start.headers.get('location') ?? ''
  if (!location.startsWith(server.origin)) throw new Error(`the sign-in did not begin: ${start.status}, ${location}`)
  await page.send('GET', pathOf(returnTo(location, server)))
  await page.send('GET', `/api/page/oauth/attempts/${started.id}`)
  const added = await page.send('POST', '/api/page/logins', { attemptId: started.id, label, inputs: {} })
  if (added.status !== 201) throw new Error(`the login was not added: ${added.text}`)
}

async function loginAtGrant(url: string, server: TokenServer): Promise<void> {
  const start = await fetch(`${url}/connect/lab`, { redirect: 'manual' })
  await start.arrayBuffer()
  const cookie = start.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const back = await fetch(returnTo(start.headers.get('location') ?? '', server), { headers: { cookie } })
  const text = await back.text()
  if (text !== 'stored') throw new Error(`grant did not finish: ${text}`)
}

/** The authorization server lets everybody in at once. */
function returnTo(location: string, server: TokenServer): string {
  const asked = new URL(location).searchParams
  const to = new URL(asked.get('redirect_uri') ?? '')
  to.searchParams.set('code', server.code())
  to.searchParams.set('state', asked.get('state') ?? '')
  return to.href
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
