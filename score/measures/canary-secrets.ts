import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { type RunningApp, startApp } from '../../e2e/running-app.ts'
import { type Canary, makeHaystack } from '../lab/haystack.ts'
import { openBrowser } from '../lab/open-browser.ts'
import { type Answer, makePageClient } from '../lab/page-client.ts'
import { plantSecrets } from '../lab/plant-secrets.ts'
import { readPages } from '../lab/read-pages.ts'
import { signIn } from '../lab/sign-in.ts'
import { withFolder } from '../lab/with-folder.ts'
import { writeLeakyConnector } from '../lab/write-leaky-connector.ts'
import type { Finding, Measure } from '../measure.ts'

type Haystack = ReturnType<typeof makeHaystack>

export const canarySecrets: Measure = {
  id: 'S-1',
  measure: 'planted secrets found in logs, answers, pages and files',
  target: '0',
  quick: true,
  async run() {
    const browser = await openBrowser()
    if (!browser) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
    try {
      return await withFolder(folder => plantAndSearch(folder, browser))
    } finally {
      await browser.close()
    }
  },
}

async function plantAndSearch(folder: string, browser: Browser): Promise<Finding> {
  const data = join(folder, 'data')
  await writeLeakyConnector(join(data, 'connectors'))
  const app = await startApp({ home: folder, env: { FLOW_LOG_LEVEL: 'debug' } })
  const haystack = makeHaystack()
  let canaries: Canary[]
  try {
    canaries = await plant(app, haystack)
    await readPages(browser, app.url, haystack)
    // While it runs the newest rows are in the write-ahead log; after a proper end all are in the database.
    await haystack.addFolder(data, ['practice', 'connectors'])
  } finally {
    await app.stop()
  }
  await haystack.addFolder(data, ['practice', 'connectors'])
  haystack.add('log', 'all that was printed', app.output())
  canaries.push(...(await secretsOnDisk(folder)))
  return judge(haystack, canaries)
}

/** The finds; and a control: what was released on purpose has to be found, or the search itself is broken. */
function judge(haystack: Haystack, canaries: Canary[]): Finding {
  const finds = haystack.finds(canaries)
  const released = haystack.places.filter(place => place.kind === 'release')
  const control = makeHaystack()
  for (const { bytes } of released) control.add('log', 'control', bytes)
  const seen = control.finds(canaries.map(({ name, secret }) => ({ name, secret })))
  const searched = ['log', 'answer', 'page', 'file'].every(kind => haystack.places.some(place => place.kind === kind))
  return {
    value: `${finds.length} of ${canaries.length} secrets in ${haystack.places.length} places`,
    ok: finds.length === 0 && seen.length > 0 && searched,
    details: [...finds, ...(seen.length === 0 ? ['the control found nothing'] : [])],
  }
}

async function plant(app: RunningApp, haystack: Haystack): Promise<Canary[]> {
  // These answers hold a secret on purpose: those that show a new key, and the one that releases a credential.
  const meant = (route: string) =>
    ['POST /api/page/keys', 'POST /api/page/webhooks'].includes(route) || route.includes('/credentials/read')
  const page = makePageClient(app.url, (route, answer) => {
    haystack.add(meant(route) ? 'release' : 'answer', route, textOf(route, answer))
  })
  await page.send('GET', '/api/page/session')
  const { canaries, connectionId } = await plantSecrets(page)
  const login = await signIn(page, 'Practice_Canary')
  await page.send('POST', `/api/page/accounts/${login.id}/test`)
  const key = (
    (await page.send('POST', '/api/page/keys', { name: 'Engine', expiresInDays: 1 })).json() as { key: string }
  ).key
  const signingKey = await plantWebhook(page, app.practiceApi)
  const authorization = `Bearer ${key}`
  for (const id of [connectionId, login.id, 'con_none']) {
    await page.send('POST', '/api/v1/credentials/read', { id }, { authorization })
  }
  const wrong = `fck_${'a'.repeat(26)}_${'cnrywrongkeyvalue'.padEnd(43, '7')}`
  await page.send('POST', '/api/v1/credentials/read', { id: connectionId }, { authorization: `Bearer ${wrong}` })
  for (const path of ['keys', 'accounts', 'providers', 'connectors', 'actions'])
    await page.send('GET', `/api/page/${path}`)
  const release = { mayStandIn: ['release'] } as const
  return [
    ...canaries.map(canary => ({ ...canary, mayStandIn: [...(canary.mayStandIn ?? []), 'release'] as const })),
    // The part before it names the key and is no secret.
    { name: 'API key', secret: key.slice(-43), ...release },
    { name: 'signing key of a webhook', secret: signingKey, ...release },
    { name: 'unknown API key', secret: wrong },
    { name: 'session cookie', secret: page.cookie() },
    { name: 'authorization code', secret: login.code },
    { name: 'state', secret: login.state },
  ]
}

/** Told of what happened so far, and of a test. Gives its key without the part that every such key begins with. */
async function plantWebhook(page: ReturnType<typeof makePageClient>, url: string): Promise<string> {
  const made = (await page.send('POST', '/api/page/webhooks', { url, events: ['connection.failing'] })).json() as {
    key: string
    webhook: { id: string }
  }
  const path = `/api/page/webhooks/${made.webhook.id}`
  await page.send('POST', `${path}/test`)
  await page.send('GET', `${path}/deliveries`)
  await page.send('GET', '/api/page/webhooks')
  return made.key.replace('whsec_', '')
}

/** Body and headers; but not the cookie a session begins with, nor the address a sign-in is sent to with its state. */
function textOf(route: string, { headers, text }: Answer): string {
  const shown = [...headers].filter(
    ([name]) => name !== 'set-cookie' && !(name === 'location' && route.startsWith('GET /oauth/start/')),
  )
  return `${shown.map(pair => pair.join(': ')).join('\n')}\n${text}`
}

/** The key file, the client's secret and every token, as the practice provider remembers them. */
async function secretsOnDisk(folder: string): Promise<Canary[]> {
  const practice = join(folder, 'data', 'practice')
  const settings = JSON.parse(await readFile(join(practice, 'settings.json'), 'utf8')) as { clientSecret: string }
  const marks = JSON.parse(await readFile(join(practice, 'grants.json'), 'utf8')) as [string, unknown][]
  const tokens = marks
    .map(([name]) => name.split(/:(.*)/s))
    .filter(([model = '']) => ['AccessToken', 'RefreshToken', 'AuthorizationCode'].includes(model))
    .map(([model = '', token = '']): Canary => ({ name: model, secret: token, mayStandIn: ['release'] }))
  return [
    { name: 'key file', secret: await readFile(join(folder, 'instance.key')) },
    { name: 'client secret', secret: settings.clientSecret },
    ...tokens,
  ]
}
