import type { Attack } from './attack.ts'
import type { AttackLab } from './attack-lab.ts'

/** Attacks that bring the sign-in of one person into the browser of another. */
export const SESSION_ATTACKS: readonly Attack[] = [
  {
    name: 'COSF-1 the login address of the attacker is opened by the victim',
    async run(lab, note) {
      for (const name of ['honest', 'issuing', 'stateless']) {
        const { id, loginUrl } = await lab.attacker.holdCallback(lab.ids[name] ?? '')
        lab.newExchanges()
        const page = await lab.victim.open(loginUrl.href)
        const linked = lab.newExchanges() > 0 || (await lab.attacker.statusOf(id)) !== 'started'
        note(linked, `the account of the victim went to the attacker at ${name}: ${page.url()}`)
      }
    },
  },
  {
    name: 'COSF-2 a start address is opened in another session, from another site, or twice',
    async run(lab, note) {
      const theirs = await lab.attacker.start(lab.ids['honest'] ?? '')
      await lab.victim.open(theirs.startUrl)
      note((await lab.attacker.statusOf(theirs.id)) !== 'created', 'the victim started the sign-in of the attacker')
      for (const how of ['link', 'form', 'refresh'] as const) {
        const own = await lab.victim.start(lab.ids['honest'] ?? '')
        await openFromHostile(lab, how, new URL(own.startUrl, lab.app.url).href)
        note((await lab.victim.statusOf(own.id)) !== 'created', `a foreign page started a sign-in by a ${how}`)
      }
      const own = await lab.victim.start(lab.ids['honest'] ?? '')
      await lab.victim.open(own.startUrl)
      const again = await lab.victim.open(own.startUrl)
      note(again.url().startsWith(lab.honest.origin), 'a start address worked twice')
    },
  },
  {
    name: 'CORF-1 the callback of the attacker is opened in the browser of the victim, who is signing in',
    async run(lab, note) {
      for (const name of ['honest', 'issuing', 'stateless']) {
        const mine = await lab.victim.holdCallback(lab.ids[name] ?? '')
        const theirs = await lab.attacker.holdCallback(lab.ids[name] ?? '')
        await lab.victim.open(theirs.callback.href)
        const states = [await lab.victim.statusOf(mine.id), await lab.attacker.statusOf(theirs.id)]
        note(states.includes('granted'), `a login was linked at ${name}`)
      }
    },
  },
  {
    name: '9700-2 a callback is opened in a second browser, in one without a session, and again',
    async run(lab, note) {
      const { id, callback } = await lab.victim.holdCallback(lab.ids['honest'] ?? '')
      lab.newExchanges()
      await lab.attacker.open(callback.href)
      note(lab.newExchanges() > 0, 'a second browser finished the sign-in')
      const nobody = await lab.browser.newContext()
      const page = await nobody.newPage()
      await page.goto(callback.href)
      note(lab.newExchanges() > 0, 'a browser without a session finished the sign-in')
      await nobody.close()
      await lab.victim.open(callback.href)
      if ((await lab.victim.statusOf(id)) !== 'granted') throw new Error('the honest sign-in does not work any more')
      lab.newExchanges()
      for (let i = 0; i < 3; i++) {
        await lab.victim.open(callback.href)
        const harm = lab.newExchanges() > 0 || (await lab.victim.statusOf(id)) !== 'granted'
        note(harm, 'a used callback was taken again')
      }
    },
  },
  {
    name: '6749-13 a state that nobody sent',
    async run(lab, note) {
      for (const [words, change] of FORGERIES) {
        const { id, callback } = await lab.victim.holdCallback(lab.ids['honest'] ?? '')
        change(callback.searchParams)
        lab.newExchanges()
        await lab.victim.open(callback.href)
        note(lab.newExchanges() > 0 || (await lab.victim.statusOf(id)) === 'granted', `taken: ${words}`)
      }
    },
  },
]

const FORGERIES: [string, (query: URLSearchParams) => void][] = [
  ['none', query => query.delete('state')],
  ['an empty one', query => query.set('state', '')],
  ['another one', query => query.set('state', 'A'.repeat(43))],
  ['a part of it', query => query.set('state', (query.get('state') ?? '').slice(0, -1))],
  ['it with a space', query => query.set('state', `${query.get('state')} `)],
  ['it in capitals', query => query.set('state', (query.get('state') ?? '').toUpperCase())],
  ['a name of the database', query => query.set('state', "' OR 1=1 --")],
]

async function openFromHostile(lab: AttackLab, how: 'link' | 'form' | 'refresh', url: string): Promise<void> {
  const bodies = {
    link: `<a id="go" href="${url}">Go</a><script>go.click()</script>`,
    form: `<form id="go" action="${url}"></form><script>go.submit()</script>`,
    refresh: `<meta http-equiv="refresh" content="0; url=${url}">`,
  }
  lab.hostile.pages.set('/trap', bodies[how])
  const page = await lab.victim.context.newPage()
  await Promise.all([
    page.waitForResponse(answer => answer.url().startsWith(lab.app.url)),
    page.goto(`${lab.hostile.origin}/trap`),
  ])
  await page.close()
}
