import type { Browser, BrowserContext, Page } from 'playwright'

/** Somebody with a browser and a session of his own. */
export interface Person {
  context: BrowserContext
  /** A request as our own page makes it. */
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ status: number; json: unknown }>
  /** Begins a sign-in; gives its id and the address that starts it. */
  start(providerId: string, more?: object): Promise<{ id: string; startUrl: string }>
  /** How a sign-in stands, by the word of the server; the status code where it is not this person's. */
  statusOf(id: string): Promise<string>
  /** Opens an address from our own page, in this person's one window; gives what came of it. */
  open(url: string): Promise<Page>
  /** Begins a sign-in and stops before the browser is sent back: the address it would have gone to. */
  holdCallback(providerId: string): Promise<{ id: string; callback: URL; loginUrl: URL }>
  close(): Promise<void>
}

/** `enter` signs the new browser in, where the app asks for that. */
export async function makePerson(
  browser: Browser,
  appUrl: string,
  enter: (context: BrowserContext) => Promise<void> | undefined = () => undefined,
): Promise<Person> {
  const context = await browser.newContext()
  await enter(context)
  let page: Page | undefined
  const person: Person = {
    context,
    async ask(method, path, body) {
      const headers = { origin: appUrl, 'x-flow': '1' }
      const answer = await context.request.fetch(appUrl + path, {
        method,
        headers,
        ...(body === undefined ? {} : { data: body as object }),
      })
      const text = await answer.text()
      return { status: answer.status(), json: text.startsWith('{') ? JSON.parse(text) : {} }
    },
    async start(providerId, more = {}) {
      const attempt = { providerId, scopes: ['read', 'write'], inputs: {}, purpose: 'new', mode: 'popup', ...more }
      const { status, json } = await person.ask('POST', '/api/page/oauth/attempts', attempt)
      if (status >= 300) throw new Error(`the sign-in was not begun: ${JSON.stringify(json)}`)
      return json as { id: string; startUrl: string }
    },
    async statusOf(id) {
      const { status, json } = await person.ask('GET', `/api/page/oauth/attempts/${id}`)
      const { status: word } = json as { status?: unknown }
      return typeof word === 'string' ? word : String(status)
    },
    async open(url) {
      page = !page || page.isClosed() ? await context.newPage() : page
      await page.goto(`${appUrl}/oauth/opening`)
      // From a page of ours, as a click there; the window is not waited for longer than it takes to arrive.
      await Promise.all([page.waitForEvent('framenavigated'), page.evaluate(to => window.location.assign(to), url)])
      await page.waitForLoadState()
      return page
    },
    async holdCallback(providerId) {
      const { id, startUrl } = await person.start(providerId)
      const started = await context.request.get(new URL(startUrl, appUrl).href, { maxRedirects: 0 })
      const loginUrl = new URL(started.headers()['location'] ?? '')
      const login = await context.request.get(loginUrl.href, { maxRedirects: 0 })
      return { id, loginUrl, callback: new URL(login.headers()['location'] ?? '') }
    },
    close: () => context.close(),
  }
  await person.ask('GET', '/api/page/session')
  return person
}
