import type { Page } from 'playwright'
import { ACCESS_MATRIX } from '#server/fixtures/access-matrix.ts'
import type { Attack } from './attack.ts'
import type { AttackLab } from './attack-lab.ts'
import { hostileOrigins, openHostile } from './foreign-page.ts'

/** Answers of a guard. Anything else got past it, whatever became of the request then. */
const REFUSED = [401, 403]

/** Attacks on every route of the page, by pages of others in the browser of an administrator, who may call them all. */
export const ROUTE_ATTACKS: readonly Attack[] = [
  {
    name: '5.2 a foreign page calls every route of the page with the cookie of an administrator',
    async run(lab, note) {
      for (const origin of hostileOrigins(lab)) {
        const page = await openHostile(lab, '<p>Nice</p>', { person: lab.admin, origin })
        await lab.newRequests()
        for (const call of calls(lab)) {
          await callForeign(page, call)
          const past = (await lab.newRequests()).filter(
            ({ method, status }) => !REFUSED.includes(status) && method !== 'OPTIONS',
          )
          note(past.length > 0, `${call.route} from ${origin}: ${JSON.stringify(past)}`)
        }
        await page.close()
      }
      await reachesRoutes(lab)
    },
  },
  {
    name: '5.2 a form of a foreign page is sent to every route that takes one',
    async run(lab, note) {
      for (const origin of hostileOrigins(lab)) {
        const posted = calls(lab).filter(({ method }) => method === 'POST')
        await lab.newRequests()
        const page = await openHostile(lab, posted.map(drawForm).join(''), { person: lab.admin, origin })
        await Promise.all([
          ...posted.map(({ url }) => page.waitForResponse(answer => answer.url() === url)),
          page.evaluate(() => {
            for (const form of document.forms) form.submit()
          }),
        ])
        const got = await lab.newRequests()
        for (const { route, url } of posted) {
          const answers = got.filter(({ method, path }) => method === 'POST' && lab.app.url + path === url)
          note(!answers.every(({ status }) => REFUSED.includes(status)), `${route} from ${origin}`)
        }
        await page.close()
      }
    },
  },
]

interface RouteCall {
  route: string
  method: string
  url: string
  body: string | null
}

const ID = 'con_aaaaaaaaaaaaaaaaaaaaaaaaaa'

/** Every route of the page, as it is called. */
function calls(lab: AttackLab): RouteCall[] {
  return ACCESS_MATRIX.flatMap(({ route, call }) => {
    const [method = '', path = ''] = route.split(' ')
    if (!path.startsWith('/api/page/')) return []
    const body = method === 'GET' ? null : JSON.stringify(call?.(ID).body ?? {})
    return [{ route, method, url: lab.app.url + path.replace(/:\w+/, ID), body }]
  })
}

/** Its body is made to look like JSON; the answer goes into a frame of its own. */
function drawForm({ url, body }: RouteCall, index: number): string {
  const name = body?.replaceAll('"', '&quot;') ?? ''
  const form = `<form method="post" enctype="text/plain" action="${url}" target="f${index}"><input name="${name}"></form>`
  return `<iframe name="f${index}"></iframe>${form}`
}

/** As our own page sends it, as a form would, and without a wish to see the answer. */
function callForeign(page: Page, call: RouteCall): Promise<void> {
  return page.evaluate(async ({ method, url, body }) => {
    const simple = ['GET', 'POST'].includes(method)
    const ways: RequestInit[] = [
      { mode: 'cors', headers: { 'content-type': 'application/json', 'x-flow': '1' } },
      { mode: 'cors', headers: { 'content-type': 'text/plain' } },
      ...(simple ? [{ mode: 'no-cors' as const, headers: { 'content-type': 'text/plain' } }] : []),
    ]
    const send = (way: RequestInit) => fetch(url, { method, body, credentials: 'include', ...way })
    await Promise.allSettled(ways.map(send))
  }, call)
}

/** What is refused to others has to work from our own page. */
async function reachesRoutes(lab: AttackLab): Promise<void> {
  const page = await lab.admin.context.newPage()
  await page.goto(`${lab.app.url}/settings`)
  const url = `${lab.app.url}/api/page/sessions`
  await lab.newRequests()
  await callForeign(page, { route: '', method: 'GET', url, body: null })
  if (!(await lab.newRequests()).some(({ status }) => status === 200))
    throw new Error('a route does not answer its page')
  await page.close()
}
