import type { Page } from 'playwright'
import type { Attack } from './attack.ts'
import type { AttackLab } from './attack-lab.ts'

const HOSTS = [
  'evil.example',
  'localhost@evil.example',
  '127.0.0.1.evil.example',
  'evil。example',
  '[::1].evil.example',
]
const FORMS: ((host: string) => string)[] = [
  host => `//${host}`,
  host => `///${host}`,
  host => `/\\${host}`,
  host => `\\\\${host}`,
  host => `/\t/${host}`,
  host => `/\n/${host}`,
  host => `https://${host}`,
  host => `https:${host}`,
  host => `/.//${host}`,
  host => `/%2f%2f${host}`,
  host => `/..//${host}`,
]
const OTHERS = ['javascript:alert(1)', 'data:text/html,hi', 'vbscript:x', ' //evil.example', '\u0000//evil.example', '']

/** Sixty and more addresses that a careless program would send the browser to. */
const PAYLOADS: readonly string[] = [...HOSTS.flatMap(host => FORMS.map(form => form(host))), ...OTHERS]

export const REDIRECT_ATTACKS: readonly Attack[] = [
  {
    name: '9700-1 a page to go back to that is none of ours',
    async run(lab, note) {
      let page = await openQuietPage(lab)
      for (const [i, returnPath] of ['/settings', ...PAYLOADS].entries()) {
        if (i % 9 === 8) {
          await lab.renewPeople()
          page = await openQuietPage(lab)
        }
        const to = await whereTo(lab, returnPath)
        if (to === undefined) {
          note(false, `${JSON.stringify(returnPath)} was refused`)
          continue
        }
        await page.goto(to)
        const isOurs = page.url().startsWith(`${lab.app.url}/`)
        if (i === 0 && !(isOurs && page.url().endsWith('/settings')))
          throw new Error('a page of ours is not gone back to')
        if (i > 0) note(!isOurs, `went to ${JSON.stringify(returnPath)}`)
      }
      await page.close()
    },
  },
  {
    name: '9700-1 an address in the query of our own sign-in pages',
    async run(lab, note) {
      const { id } = await lab.victim.start(lab.ids['honest'] ?? '')
      for (const name of ['return_path', 'returnPath', 'next', 'url', 'redirect_uri', 'continue']) {
        for (const path of [
          `/oauth/done/${id}`,
          '/oauth/opening',
          '//evil.example/oauth/opening',
          '/oauth/../\\evil.example',
        ]) {
          const answer = await lab.victim.context.request.get(`${lab.app.url}${path}?${name}=https://evil.example/`, {
            maxRedirects: 0,
          })
          const to = new URL(answer.headers()['location'] ?? '/', lab.app.url)
          note(to.origin !== lab.app.url, `${path}?${name} leads to ${to.origin}`)
        }
      }
    },
  },
]

/** Where the start address of a sign-in without a login page sends the browser; undefined where it is refused. */
async function whereTo(lab: AttackLab, returnPath: string): Promise<string | undefined> {
  const provider = lab.ids['alone'] ?? ''
  const begun = await lab.victim.start(provider, { mode: 'page', returnPath }).catch((error: unknown) => {
    if (!String(error).includes('"invalid_input"')) throw error
  })
  if (!begun) return undefined
  const start = new URL(begun.startUrl, lab.app.url).href
  const answer = await lab.victim.context.request.get(start, { maxRedirects: 0 })
  return new URL(answer.headers()['location'] ?? '', start).href
}

/** Only documents of ours are loaded; what leads elsewhere is seen in the address and asks nobody. */
async function openQuietPage(lab: AttackLab): Promise<Page> {
  const page = await lab.victim.context.newPage()
  await page.route('**', route => {
    const isOurs = new URL(route.request().url()).origin === lab.app.url
    return isOurs && route.request().resourceType() === 'document' ? route.continue() : route.abort()
  })
  return page
}
