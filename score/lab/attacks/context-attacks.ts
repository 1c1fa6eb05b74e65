import { CLIENT } from '../../../test/faulty-provider/faulty-server.ts'
import type { Attack, Note } from './attack.ts'
import { type AttackLab, returnUrl } from './attack-lab.ts'

/** Attacks by a provider that a malicious connector brought along. */
export const CONTEXT_ATTACKS: readonly Attack[] = [
  {
    name: 'COAT-2 a malicious provider sends the browser on to an honest one, whose code comes back',
    async run(lab, note) {
      for (const target of ['honest', 'issuing', 'stateless', 'hostile']) {
        for (const withChallenge of [true, false]) await sendOn(lab, note, { target, withChallenge })
      }
    },
  },
  {
    name: '9700-3 an answer comes back to the address of another provider',
    async run(lab, note) {
      for (const [from, to] of [
        ['honest', 'hostile'],
        ['issuing', 'hostile'],
        ['issuing', 'honest'],
      ] as const) {
        const { id, callback } = await lab.victim.holdCallback(lab.ids[from] ?? '')
        lab.newExchanges()
        lab.hostile.heard.length = 0
        await lab.victim.open(callback.href.replace(`/return/${from}/`, `/return/${to}/`))
        note(await tookCode(lab, id), `the code of ${from} was taken at the address of ${to}`)
      }
    },
  },
]

interface SendOn {
  /** Whose return address the malicious provider names. */
  target: string
  /** The challenge of the victim's own sign-in goes along. */
  withChallenge: boolean
}

async function sendOn(lab: AttackLab, note: Note, { target, withChallenge }: SendOn): Promise<void> {
  lab.hostile.heard.length = 0
  lab.hostile.loginGoesTo = asked => {
    const honest = new URL(`${lab.honest.origin}/authorize`)
    const names = [
      'response_type',
      'scope',
      'state',
      ...(withChallenge ? ['code_challenge', 'code_challenge_method'] : []),
    ]
    for (const name of names) honest.searchParams.set(name, asked.searchParams.get(name) ?? '')
    honest.searchParams.set('client_id', CLIENT.id)
    honest.searchParams.set('redirect_uri', returnUrl(lab.app.url, target))
    return honest.href
  }
  const { id, startUrl } = await lab.victim.start(lab.ids['hostile'] ?? '')
  lab.newExchanges()
  await lab.victim.open(startUrl)
  note(await tookCode(lab, id), `a code for ${target} was taken`)
}

async function tookCode(lab: AttackLab, id: string): Promise<boolean> {
  const told = lab.hostile.heard.some(({ path, text }) => path === 'POST /token' || text.includes('canary-'))
  return told || lab.newExchanges() > 0 || (await lab.victim.statusOf(id)) === 'granted'
}
