import { type Attack, note, type Tries } from './attack.ts'
import type { AttackLab } from './attack-lab.ts'
import type { Person } from './person.ts'

const ORIGIN = 'https://editor.example'

/** Attacks with links that a host's page hands to its users (security.md §6.5). */
export const CONNECT_ATTACKS: readonly Attack[] = [
  {
    name: 'COSF-3 a connect link is opened by somebody else than the one it was made for',
    async run(lab) {
      const tries: Tries = { tried: 0, successes: [] }
      const host = await openHost(lab)
      for (const [madeFor, opener] of [
        ['attacker', lab.victim],
        ['victim', lab.attacker],
      ] as const) {
        const who = opener === lab.victim ? 'victim' : 'attacker'
        const { url } = await host.link(madeFor)
        const { accountId, code } = await throughWindow(lab, opener, url)
        for (const onBehalfOf of ['victim', 'attacker', undefined]) {
          const read = await host.ask('credentials/read', { id: accountId, ...(onBehalfOf ? { onBehalfOf } : {}) })
          note(tries, read === 200, `an unclaimed login was read for ${onBehalfOf ?? 'nobody'}`)
        }
        // The browser of whoever opened it comes back to the host's page, where he is signed in.
        note(tries, (await host.claim(code, who)) === 200, `the link for ${madeFor} linked an account for ${who}`)
        note(tries, (await host.claim(code, madeFor)) === 200, `${madeFor} took over what ${who} had signed in to`)
        const again = await opener.ask('POST', '/api/page/connect/open', { token: tokenOf(url) })
        note(tries, again.status === 200, 'a connect link was opened twice')
      }
      return tries
    },
  },
  {
    name: 'COSF-3 a code of a connect window is guessed, or claimed with the key of another host',
    async run(lab) {
      const tries: Tries = { tried: 0, successes: [] }
      const [host, other] = [await openHost(lab), await openHost(lab)]
      const link = await host.link('victim')
      const { accountId, code } = await throughWindow(lab, lab.victim, link.url)
      for (const guess of [tokenOf(link.url), link.id, accountId, 'A'.repeat(43), `${code.slice(0, -1)}~`]) {
        note(tries, (await host.claim(guess, 'victim')) === 200, `"${guess.slice(0, 4)}…" was taken as a code`)
      }
      note(tries, (await other.claim(code, 'victim')) === 200, 'the key of another host claimed')
      const theirs = await host.link('attacker')
      await throughWindow(lab, lab.attacker, theirs.url)
      const stolen = await inWindow(lab, lab.attacker, 'connect/complete', { accountId })
      note(tries, stolen.status < 300, 'a window handed out the login of another window')
      if ((await host.claim(code, 'victim')) !== 200) throw new Error('whoever opened the link could not claim it')
      return tries
    },
  },
  {
    name: 'COSF-3 a connect link that comes back to a page of the attacker',
    async run(lab) {
      const tries: Tries = { tried: 0, successes: [] }
      const host = await openHost(lab)
      for (const origin of [lab.hostile.origin, `${ORIGIN}.evil.example`, 'null', '*']) {
        const status = await host.ask('connect-sessions', { endUser: 'victim', origin })
        note(tries, status < 300, `a window for ${origin} was opened`)
      }
      for (const returnUrl of [
        lab.hostile.origin,
        `${ORIGIN}.evil.example/`,
        '//evil.example',
        'javascript:alert(1)',
      ]) {
        const status = await host.ask('connect-sessions', { endUser: 'victim', origin: ORIGIN, returnUrl })
        note(tries, status < 300, `a window goes back to ${returnUrl}`)
      }
      return tries
    },
  },
]

/** A host with a key of its own. */
async function openHost(lab: AttackLab) {
  const scopes = ['sessions:create', 'credentials:read', 'act-as-user']
  const { json } = await lab.victim.ask('POST', '/api/page/keys', { name: 'host', expiresInDays: 1, scopes })
  const { key } = json as { key: string }
  const post = (path: string, body: object) =>
    fetch(`${lab.app.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    ask: async (path: string, body: object) => (await post(path, body)).status,
    claim: async (code: string, endUser: string) => (await post('connect-sessions/claim', { code, endUser })).status,
    async link(endUser: string) {
      const answer = await post('connect-sessions', { endUser, origin: ORIGIN })
      return (await answer.json()) as { id: string; url: string }
    },
  }
}

function tokenOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''
}

/** Somebody opens the link, signs in to the service and ends the window: the login, and the code for the host's page. */
async function throughWindow(
  lab: AttackLab,
  person: Person,
  url: string,
): Promise<{ accountId: string; code: string }> {
  const opened = person.context.waitForEvent('response', answer => answer.url().endsWith('/api/page/connect/open'))
  await person.open(url)
  await opened
  const providerId = lab.ids['honest'] ?? ''
  const wanted = { providerId, scopes: ['read'], inputs: {}, purpose: 'new', mode: 'popup' }
  const { id: attemptId, startUrl } = (await inWindow(lab, person, 'oauth/attempts', wanted)).json
  await person.context.request.get(new URL(String(startUrl), lab.app.url).href)
  const { id } = (await inWindow(lab, person, 'logins', { attemptId, label: 'Cloud1', inputs: {} })).json
  const { code } = (await inWindow(lab, person, 'connect/complete', { accountId: id })).json
  if (typeof id !== 'string' || typeof code !== 'string') throw new Error('the window came to no end')
  return { accountId: id, code }
}

/** A request as the page of a window makes it: with the cookie of the window, not of the person. */
async function inWindow(lab: AttackLab, { context }: Person, path: string, data: object) {
  const headers = { origin: lab.app.url, 'x-flow': '1', 'x-flow-connect': '1' }
  const answer = await context.request.post(`${lab.app.url}/api/page/${path}`, { headers, data })
  return { status: answer.status(), json: (await answer.json()) as Record<string, unknown> }
}
