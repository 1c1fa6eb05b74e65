import type { Attack } from './attack.ts'
import { EDITOR } from './attack-lab.ts'
import { inWindow, openHost, throughWindow, tokenOf } from './connect-host.ts'
import { foreignForm, foreignPost, hostileOrigins, openHostile } from './foreign-page.ts'

const OPEN = '/api/page/connect/open'

/** Attacks with the token of a connect session that leaked (security.md §6.5). */
export const TOKEN_ATTACKS: readonly Attack[] = [
  {
    name: '6.5 a token is used again: opened, finished, claimed, or opened by another user',
    async run(lab, note) {
      const host = await openHost(lab)
      const { url } = await host.link('victim')
      const replay = async (words: string) => {
        for (const person of [lab.victim, lab.attacker]) {
          const { status } = await person.ask('POST', OPEN, { token: tokenOf(url) })
          note(status < 400, `a token was taken again once ${words}`)
        }
      }
      const { code } = await throughWindow(lab, lab.victim, url)
      await replay('its window was finished')
      if ((await host.claim(code, 'victim')) !== 200) throw new Error('whoever opened the link could not claim it')
      await replay('its entry was claimed')
      note((await host.claim(code, 'victim')) === 200, 'a code was taken twice')
    },
  },
  {
    name: '6.5 a token is sent by a page of another origin, and stays good for the one it was made for',
    async run(lab, note) {
      const host = await openHost(lab)
      const { url } = await host.link('victim')
      const body = JSON.stringify({ token: tokenOf(url) })
      for (const origin of hostileOrigins(lab)) {
        const page = await openHostile(lab, '<p>Nice</p>', { origin })
        await lab.newRequests()
        for (const [mode, type] of [
          ['no-cors', 'text/plain'],
          ['cors', 'application/json'],
          ['cors', 'text/plain'],
        ] as const) {
          await foreignPost(page, lab.app.url + OPEN, { body, mode, type })
          const past = (await lab.newRequests()).filter(({ path, status }) => path === OPEN && status < 400)
          note(past.length > 0, `${mode} ${type} from ${origin} opened a window`)
        }
        await page.close()
      }
      note((await foreignForm(lab, OPEN, body)) < 400, 'a form opened a window')
      for (const origin of [...hostileOrigins(lab), EDITOR, 'null']) {
        const headers = { origin, 'x-flow': '1', 'content-type': 'application/json' }
        const { status } = await fetch(lab.app.url + OPEN, { method: 'POST', headers, body })
        note(status < 400, `a window was opened for ${origin}`)
      }
      const { status } = await lab.victim.ask('POST', OPEN, { token: tokenOf(url) })
      if (status !== 200) throw new Error(`the token is used up: ${status}`)
    },
  },
  {
    name: '6.5 a token in the place of a key, a session or a window, and a window in the place of a user',
    async run(lab, note) {
      const host = await openHost(lab)
      const token = tokenOf((await host.link('victim')).url)
      const { port } = new URL(lab.app.url)
      const carried: Record<string, string>[] = [
        { authorization: `Bearer ${token}` },
        { cookie: `fc_sid_${port}=${token}` },
        { cookie: `fc_cns_${port}=${token}`, 'x-flow-connect': '1' },
      ]
      for (const headers of carried) {
        for (const path of ['/api/page/accounts', '/api/page/session', '/api/page/connect/session', '/api/v1/about']) {
          const answer = await fetch(lab.app.url + path, { headers })
          note(answer.status < 400, `${path} was read with ${Object.keys(headers)}`)
        }
      }
      await throughWindow(lab, lab.victim, (await host.link('victim')).url)
      const ofUser = await addLogin(lab.victim, lab.ids['honest'] ?? '')
      const taken = await inWindow(lab, lab.victim, 'connect/complete', { accountId: ofUser })
      note(taken.status < 300, 'a window hands out an entry of whoever is signed in')
      for (const path of ['keys', 'session/end', 'providers/load', 'oauth/pasted', `accounts/${ofUser}/test`]) {
        const { status } = await inWindow(lab, lab.victim, path, {})
        note(status < 400, `a window calls ${path}`)
      }
    },
  },
]

/** Somebody adds a login of their own on the page; its id. */
async function addLogin(person: Parameters<typeof throughWindow>[1], providerId: string): Promise<string> {
  const { id, startUrl } = await person.start(providerId)
  await person.open(startUrl)
  const added = await person.ask('POST', '/api/page/logins', { attemptId: id, label: 'Mine2', inputs: {} })
  if (added.status !== 201) throw new Error('the login was not added')
  return (added.json as { id: string }).id
}
