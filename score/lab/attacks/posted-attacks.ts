import { formPage } from '../../../test/faulty-provider/posted-answer.ts'
import type { Attack, Note } from './attack.ts'
import type { AttackLab } from './attack-lab.ts'
import type { Person } from './person.ts'

/** Attacks with answers that a service posts: such a request carries no cookie of ours (oauth.md §9). */
export const POSTED_ATTACKS: readonly Attack[] = [
  {
    name: '9700-2 an answer of the attacker is posted into the browser of the victim',
    async run(lab, note) {
      lab.honest.on.add('form_post')
      try {
        await postsOwnAnswer(lab)
        for (const waiting of [false, true]) {
          const mine = waiting ? await reachAnswer(lab, lab.victim) : undefined
          const theirs = await reachAnswer(lab, lab.attacker)
          lab.newExchanges()
          await postFromHostile(lab, theirs.callback)
          const states = [await lab.attacker.statusOf(theirs.id), mine && (await lab.victim.statusOf(mine.id))]
          note(states.includes('granted') || lab.newExchanges() > 0, 'a posted answer of another was taken')
        }
        await passOnTickets(lab, note)
      } finally {
        lab.honest.on.delete('form_post')
      }
    },
  },
]

/** What is attacked has to work: the page of the service posts, from another site, and the person is signed in. */
async function postsOwnAnswer(lab: AttackLab): Promise<void> {
  const { id, startUrl } = await lab.victim.start(lab.ids['posting'] ?? '')
  const page = await lab.victim.open(startUrl)
  await page.waitForURL(url => url.pathname === `/oauth/done/${id}`)
  if ((await lab.victim.statusOf(id)) !== 'granted') throw new Error('a posted answer does not sign in')
}

/** The address of a ticket is good once, for its own path, and only in the browser that began. */
async function passOnTickets(lab: AttackLab, note: Note): Promise<void> {
  const theirs = await reachAnswer(lab, lab.attacker)
  lab.newExchanges()
  await lab.victim.open(await ticketFor(lab.attacker, theirs.callback))
  note(lab.newExchanges() > 0, 'the ticket of another browser was taken')
  const own = await reachAnswer(lab, lab.victim)
  const moved = new URL(await ticketFor(lab.victim, own.callback))
  moved.pathname = moved.pathname.replace('posting', 'honest')
  await lab.victim.open(moved.href)
  note(lab.newExchanges() > 0, 'a ticket was taken at the address of another provider')
  const ticket = await ticketFor(lab.victim, own.callback)
  await lab.victim.open(ticket)
  if (lab.newExchanges() !== 1) throw new Error('a ticket does not sign in')
  await lab.victim.open(ticket)
  note(lab.newExchanges() > 0, 'a ticket was taken twice')
}

/** Up to the answer of the service, which still has to be posted. */
async function reachAnswer(lab: AttackLab, person: Person): Promise<{ id: string; callback: string }> {
  const { id, startUrl } = await person.start(lab.ids['posting'] ?? '')
  const started = await person.context.request.get(new URL(startUrl, lab.app.url).href, { maxRedirects: 0 })
  const answer = await lab.honest.signIn(started.headers()['location'] ?? '')
  if ('wrong' in answer) throw new Error(`the login page says: ${answer.wrong}`)
  return { id, callback: answer.to }
}

/** Posts an answer as a service does, without a browser; the address it is to be taken at. */
async function ticketFor(person: Person, callback: string): Promise<string> {
  const { origin, pathname, searchParams } = new URL(callback)
  const form = Object.fromEntries(searchParams)
  const posted = await person.context.request.post(origin + pathname, { form, maxRedirects: 0 })
  return new URL(posted.headers()['location'] ?? '', origin).href
}

async function postFromHostile(lab: AttackLab, callback: string): Promise<void> {
  lab.hostile.pages.set('/trap', formPage(callback))
  const page = await lab.victim.context.newPage()
  const { pathname } = new URL(callback)
  await Promise.all([
    page.waitForResponse(answer => new URL(answer.url()).pathname === pathname && answer.request().method() === 'GET'),
    page.goto(`${lab.hostile.origin}/trap`),
  ])
  await page.close()
}
