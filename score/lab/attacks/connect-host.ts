import { type AttackLab, EDITOR } from './attack-lab.ts'
import type { Person } from './person.ts'

/** A host with a key of its own. */
export async function openHost(lab: AttackLab) {
  const scopes = ['sessions:create', 'credentials:read', 'act-as-user']
  const { json } = await lab.admin.ask('POST', '/api/page/keys', { name: 'host', expiresInDays: 1, scopes })
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
    async link(endUser: string, more: object = {}) {
      const answer = await post('connect-sessions', { endUser, origin: EDITOR, ...more })
      return (await answer.json()) as { id: string; url: string }
    },
  }
}

/** The token of a link, which only its fragment carries. */
export function tokenOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''
}

/** Somebody opens the link, signs in to the service and ends the window: the login, and the code for the host's page. */
export async function throughWindow(
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
export async function inWindow(lab: AttackLab, { context }: Person, path: string, data: object) {
  const headers = { origin: lab.app.url, 'x-flow': '1', 'x-flow-connect': '1' }
  const answer = await context.request.post(`${lab.app.url}/api/page/${path}`, { headers, data })
  return { status: answer.status(), json: (await answer.json()) as Record<string, unknown> }
}
