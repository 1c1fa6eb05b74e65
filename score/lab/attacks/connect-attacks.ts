import type { Attack } from './attack.ts'
import { EDITOR } from './attack-lab.ts'
import { inWindow, openHost, throughWindow, tokenOf } from './connect-host.ts'

/** Attacks with links that a host's page hands to its users (security.md §6.5). */
export const CONNECT_ATTACKS: readonly Attack[] = [
  {
    name: 'COSF-3 a connect link is opened by somebody else than the one it was made for',
    async run(lab, note) {
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
          note(read === 200, `an unclaimed login was read for ${onBehalfOf ?? 'nobody'}`)
        }
        // The browser of whoever opened it comes back to the host's page, where he is signed in.
        note((await host.claim(code, who)) === 200, `the link for ${madeFor} linked an account for ${who}`)
        note((await host.claim(code, madeFor)) === 200, `${madeFor} took over what ${who} had signed in to`)
        const again = await opener.ask('POST', '/api/page/connect/open', { token: tokenOf(url) })
        note(again.status === 200, 'a connect link was opened twice')
      }
    },
  },
  {
    name: 'COSF-3 a code of a connect window is guessed, or claimed with the key of another host',
    async run(lab, note) {
      const [host, other] = [await openHost(lab), await openHost(lab)]
      const link = await host.link('victim')
      const { accountId, code } = await throughWindow(lab, lab.victim, link.url)
      for (const guess of [tokenOf(link.url), link.id, accountId, 'A'.repeat(43), `${code.slice(0, -1)}~`]) {
        note((await host.claim(guess, 'victim')) === 200, `"${guess.slice(0, 4)}…" was taken as a code`)
      }
      note((await other.claim(code, 'victim')) === 200, 'the key of another host claimed')
      const theirs = await host.link('attacker')
      await throughWindow(lab, lab.attacker, theirs.url)
      const stolen = await inWindow(lab, lab.attacker, 'connect/complete', { accountId })
      note(stolen.status < 300, 'a window handed out the login of another window')
      if ((await host.claim(code, 'victim')) !== 200) throw new Error('whoever opened the link could not claim it')
    },
  },
  {
    name: 'COSF-3 a connect link that comes back to a page of the attacker',
    async run(lab, note) {
      const host = await openHost(lab)
      for (const origin of [lab.hostile.origin, `${EDITOR}.evil.example`, 'null', '*']) {
        const status = await host.ask('connect-sessions', { endUser: 'victim', origin })
        note(status < 300, `a window for ${origin} was opened`)
      }
      for (const returnUrl of [
        lab.hostile.origin,
        `${EDITOR}.evil.example/`,
        '//evil.example',
        'javascript:alert(1)',
      ]) {
        const status = await host.ask('connect-sessions', { endUser: 'victim', origin: EDITOR, returnUrl })
        note(status < 300, `a window goes back to ${returnUrl}`)
      }
    },
  },
]
