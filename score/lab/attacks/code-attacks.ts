import type { Switch } from '../../../test/faulty-provider/switches.ts'
import type { Attack } from './attack.ts'
import type { AttackLab } from './attack-lab.ts'

/** Attacks with codes, and with answers that an honest server would not give. */
export const CODE_ATTACKS: readonly Attack[] = [
  {
    name: '9700-4 a code of the attacker is put into the callback of the victim',
    async run(lab, note) {
      for (const name of ['honest', 'issuing', 'stateless']) {
        const mine = await lab.victim.holdCallback(lab.ids[name] ?? '')
        const theirs = await lab.attacker.holdCallback(lab.ids[name] ?? '')
        mine.callback.searchParams.set('code', theirs.callback.searchParams.get('code') ?? '')
        await lab.victim.open(mine.callback.href)
        note((await lab.victim.statusOf(mine.id)) === 'granted', `the code was taken at ${name}`)
      }
    },
  },
  {
    name: '7636-3 a server that ignores the challenge, and a code that was made without one',
    async run(lab, note) {
      await withSwitch(lab, 'pkce_ignore', async () => {
        const mine = await lab.victim.holdCallback(lab.ids['honest'] ?? '')
        const theirs = await lab.attacker.holdCallback(lab.ids['honest'] ?? '')
        const bare = new URL(theirs.loginUrl)
        for (const name of ['code_challenge', 'code_challenge_method']) bare.searchParams.delete(name)
        lab.newExchanges()
        for (const url of [theirs.callback, bare]) {
          await lab.victim.open(url.href)
          const states = [await lab.victim.statusOf(mine.id), await lab.attacker.statusOf(theirs.id)]
          note(states.includes('granted') || lab.newExchanges() > 0, 'the state alone did not hold')
        }
      })
    },
  },
  {
    name: '7636-3 a code whose challenge was taken out is put into the callback of the victim',
    async run(lab, note) {
      for (const name of ['honest', 'issuing', 'stateless']) {
        const mine = await lab.victim.holdCallback(lab.ids[name] ?? '')
        const theirs = await lab.attacker.holdCallback(lab.ids[name] ?? '')
        const bare = new URL(theirs.loginUrl)
        for (const part of ['code_challenge', 'code_challenge_method']) bare.searchParams.delete(part)
        const back = await lab.honest.signIn(bare.href)
        if ('wrong' in back) throw new Error(`no code without a challenge: ${back.wrong}`)
        const code = new URL(back.to).searchParams.get('code') ?? ''
        const before = lab.honest.requests.length
        mine.callback.searchParams.set('code', code)
        await lab.victim.open(mine.callback.href)
        const granted = (await lab.victim.statusOf(mine.id)) === 'granted'
        note(granted, `a code without a challenge was taken at ${name}`)
        // The server can refuse it only because the verifier is sent whatever came back.
        const asked = lab.honest.seen.slice(before).find(one => one.body['code'] === code)
        note(asked !== undefined && !asked.body['code_verifier'], `no verifier was sent at ${name}`)
      }
    },
  },
  {
    name: '9700-7 a redirect of ours that would repeat what was posted',
    async run(lab, note) {
      const { request } = lab.victim.context
      const { id, startUrl } = await lab.victim.start(lab.ids['honest'] ?? '')
      const start = await request.get(new URL(startUrl, lab.app.url).href, { maxRedirects: 0 })
      note(start.status() !== 303, `the start was answered ${start.status()}`)
      const login = await request.get(start.headers()['location'] ?? '', { maxRedirects: 0 })
      const callback = new URL(login.headers()['location'] ?? '')
      const form = Object.fromEntries(callback.searchParams)
      const posted = await request.post(callback.origin + callback.pathname, { form, maxRedirects: 0 })
      note(posted.status() !== 303, `a posted answer was answered ${posted.status()}`)
      const held = posted.headers()['location'] ?? ''
      note(held.includes(form['code'] ?? 'canary'), 'the code of a posted answer stands in an address')
      const back = await request.get(new URL(held, callback).href, { maxRedirects: 0 })
      note(back.status() !== 303, `the callback was answered ${back.status()}`)
      if ((await lab.victim.statusOf(id)) !== 'granted') throw new Error('a posted answer does not lead to a sign-in')
    },
  },
  {
    name: '9207-1 an answer names another issuer, or two',
    async run(lab, note) {
      for (const name of ['iss_wrong', 'iss_twice'] as const) {
        await withSwitch(lab, name, async () => {
          const { id, callback } = await lab.victim.holdCallback(lab.ids['issuing'] ?? '')
          lab.newExchanges()
          await lab.victim.open(callback.href)
          const taken = lab.newExchanges() > 0 || (await lab.victim.statusOf(id)) === 'granted'
          note(taken, `an answer with ${name} was taken`)
        })
      }
    },
  },
]

async function withSwitch(lab: AttackLab, name: Switch, work: () => Promise<void>): Promise<void> {
  lab.honest.on.add(name)
  try {
    await work()
  } finally {
    lab.honest.on.delete(name)
  }
}
