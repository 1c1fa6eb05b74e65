import { createCookieBrowser } from '../../examples/practice/cookie-browser.ts'
import type { PageClient } from './page-client.ts'

interface SignedIn {
  /** Id of the login that was added. */
  id: string
  /** What the callback brought. */
  code: string
  state: string
}

/** Adds a login at the practice provider, as a person does, without a browser. */
export async function signIn(page: PageClient, label: string): Promise<SignedIn> {
  const providers = (await page.send('GET', '/api/page/providers')).json() as {
    items: { id: string; connector: string }[]
  }
  const providerId = providers.items.find(({ connector }) => connector === 'practice-cloud')?.id ?? ''
  const consent = (await page.send('GET', `/api/page/providers/${providerId}/consent`)).json() as {
    scopes: { value: string }[]
  }
  const attempt = { providerId, scopes: consent.scopes.map(scope => scope.value), inputs: {} }
  const started = await page.send('POST', '/api/page/oauth/attempts', { ...attempt, purpose: 'new', mode: 'popup' })
  const { id: attemptId, startUrl } = started.json() as { id: string; startUrl: string }
  const start = await page.send('GET', pathOf(startUrl))
  const callback = new URL(await allowAtProvider(start.headers.get('location') ?? ''))
  await page.send('GET', pathOf(callback.href))
  await page.send('GET', `/oauth/done/${attemptId}`)
  await page.send('GET', `/api/page/oauth/attempts/${attemptId}`)
  const added = await page.send('POST', '/api/page/logins', { attemptId, label, inputs: {} })
  if (added.status !== 201) throw new Error(`the login was not added: ${added.text}`)
  const query = callback.searchParams
  return { id: (added.json() as { id: string }).id, code: query.get('code') ?? '', state: query.get('state') ?? '' }
}

/** Signs in at the practice provider and allows everything; gives the address it sends the browser back to. */
export async function allowAtProvider(url: string, user = 'planner'): Promise<string> {
  const browser = createCookieBrowser()
  const loginUrl = (await browser.get(url)).location ?? ''
  await browser.get(loginUrl)
  const resumed = await browser.post(`${loginUrl}/login`, { user, password: 'let-me-in' })
  const consentUrl = (await browser.get(resumed.location ?? '')).location ?? ''
  const allowed = await browser.post(`${consentUrl}/allow`, {})
  return (await browser.get(allowed.location ?? '')).location ?? ''
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url, 'http://here')
  return pathname + search
}
