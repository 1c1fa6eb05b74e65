import type { BrowserContext } from 'playwright'
import type { Attack } from './attack.ts'
import type { AttackLab } from './attack-lab.ts'
import { openHost, tokenOf } from './connect-host.ts'
import { openHostile } from './foreign-page.ts'
import type { Person } from './person.ts'
import { type TeamDoor, USERS } from './team-door.ts'

/** Attacks that give somebody a session which the attacker knows, or that of the attacker (security.md §5.2, §6.1). */
export const FIXATION_ATTACKS: readonly Attack[] = [
  {
    name: '5.2 a session that the attacker planted before the victim signs in',
    async run(lab, note) {
      const own = await sessionOf(lab, lab.attacker)
      const nobody = await lab.browser.newContext()
      for (const [words, planted] of Object.entries({
        'one that he made up': 'A'.repeat(43),
        'his own': own,
        'an empty one': '',
        'that of an earlier victim': await sessionOf(lab, lab.victim),
      })) {
        const context = await lab.browser.newContext()
        await plant(lab, context, 'sid', planted)
        await doorOf(lab).enter(context, USERS.victim)
        const now = await cookieOf(lab, context, 'sid')
        note(now === planted, `${words} is the session of the victim now`)
        const who = planted === '' ? undefined : await userOf(lab, nobody, planted)
        note(who === (await userOf(lab, context)), `${words} acts for the victim`)
        await context.close()
      }
      await nobody.close()
    },
  },
  {
    name: '6.1 a sign-in of the attacker is ended in the browser of the victim, or begun by a page of his',
    async run(lab, note) {
      const door = doorOf(lab)
      for (const signedIn of [true, false]) {
        for (const begun of [true, false]) {
          const context = signedIn ? lab.victim.context : await lab.browser.newContext()
          const before = await userOf(lab, context)
          const theirs = await door.reach(lab.attacker.context, USERS.attacker)
          if (begun) await door.reach(context, USERS.victim)
          const page = await context.newPage()
          await page.goto(theirs)
          note((await userOf(lab, context)) !== before, `${signedIn ? 'signed in' : 'signed out'}, begun: ${begun}`)
          await page.close()
          if (!signedIn) await context.close()
        }
      }
      const page = await openHostile(
        lab,
        `<a id="go" href="${lab.app.url}/sign-in/start">Go</a><script>go.click()</script>`,
      )
      await page.waitForURL(`${lab.app.url}/**`)
      note((await page.getByText('only works from our own page').count()) === 0, 'a foreign page begins a sign-in')
      await page.close()
    },
  },
  {
    name: '5.2 a session that is over: signed out, or signed in anew',
    async run(lab, note) {
      const nobody = await lab.browser.newContext()
      const first = await sessionOf(lab, lab.victim)
      await doorOf(lab).enter(lab.victim.context, USERS.victim)
      note((await userOf(lab, nobody, first)) !== undefined, 'the session before this one still works')
      const second = await sessionOf(lab, lab.victim)
      await lab.victim.ask('POST', '/api/page/session/end', { everywhere: false })
      note((await userOf(lab, nobody, second)) !== undefined, 'the session works after the sign-out')
      await nobody.close()
    },
  },
  {
    name: '6.5 the window of the attacker is planted into the browser of a user who is signed in',
    async run(lab, note) {
      const host = await openHost(lab)
      await lab.attacker.ask('POST', '/api/page/connect/open', { token: tokenOf((await host.link('attacker')).url) })
      await plant(lab, lab.victim.context, 'cns', await cookieOf(lab, lab.attacker.context, 'cns'))
      const before = await userOf(lab, lab.victim.context)
      note(before === undefined, 'the victim is nobody any more')
      const { id, startUrl } = await lab.victim.start(lab.ids['honest'] ?? '')
      await lab.victim.open(startUrl)
      const added = await lab.victim.ask('POST', '/api/page/logins', { attemptId: id, label: 'Mine1', inputs: {} })
      const { id: accountId } = added.json as { id: string }
      const body = { accountId }
      const inWindow = { headers: { origin: lab.app.url, 'x-flow': '1', 'x-flow-connect': '1' }, data: body }
      const url = `${lab.app.url}/api/page/connect/complete`
      const completed = await lab.attacker.context.request.post(url, inWindow)
      note(completed.ok(), 'the window of the attacker hands out what the victim added')
      note(
        (await host.ask('credentials/read', { id: accountId, onBehalfOf: 'attacker' })) === 200,
        'the attacker reads it',
      )
    },
  },
]

function doorOf({ door }: AttackLab): TeamDoor {
  if (!door) throw new Error('nobody signs in here')
  return door
}

type Cookie = 'sid' | 'cns'

async function cookieOf({ app }: AttackLab, context: BrowserContext, name: Cookie): Promise<string> {
  const cookies = await context.cookies(app.url)
  return cookies.find(cookie => cookie.name === `fc_${name}_${new URL(app.url).port}`)?.value ?? ''
}

const sessionOf = (lab: AttackLab, { context }: Person) => cookieOf(lab, context, 'sid')

function plant({ app }: AttackLab, context: BrowserContext, name: Cookie, value: string): Promise<void> {
  return context.addCookies([{ name: `fc_${name}_${new URL(app.url).port}`, value, url: app.url }])
}

/** Whom the app takes this browser for; with `session`, one that carries it. */
async function userOf(lab: AttackLab, context: BrowserContext, session?: string): Promise<string | undefined> {
  if (session !== undefined) await plant(lab, context, 'sid', session)
  const answer = await context.request.get(`${lab.app.url}/api/page/session`)
  return answer.ok() ? ((await answer.json()) as { user: { id: string } }).user.id : undefined
}
