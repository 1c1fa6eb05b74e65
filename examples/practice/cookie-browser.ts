/** The part of a browser that a sign-in needs, for tests: cookies, and redirects followed by hand. */
export interface CookieBrowser {
  get(url: string): Promise<BrowserAnswer>
  post(url: string, form: Record<string, string>): Promise<BrowserAnswer>
}

interface BrowserAnswer {
  status: number
  /** Where the answer points to, absolute; undefined when it is a page. */
  location: string | undefined
  text: string
}

export function createCookieBrowser(): CookieBrowser {
  const cookies = new Map<string, { value: string; path: string }>()
  const send = async (url: string, init: RequestInit): Promise<BrowserAnswer> => {
    const { pathname } = new URL(url)
    const fitting = [...cookies].filter(([, { path }]) => pathname.startsWith(path))
    const cookie = fitting.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, headers: { cookie }, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) keep(cookies, line)
    const location = answer.headers.get('location')
    return {
      status: answer.status,
      location: location === null ? undefined : new URL(location, url).href,
      text: await answer.text(),
    }
  }
  return {
    get: url => send(url, {}),
    post: (url, form) => send(url, { method: 'POST', body: new URLSearchParams(form) }),
  }
}

function keep(cookies: Map<string, { value: string; path: string }>, line: string): void {
  const [pair = '', ...attributes] = line.split(/; */)
  const [name, value = ''] = pair.split(/=(.*)/s)
  const path = attributes.find(text => text.toLowerCase().startsWith('path='))?.slice(5) ?? '/'
  if (value === '') cookies.delete(`${name} ${path}`)
  else cookies.set(`${name} ${path}`, { value, path })
}
