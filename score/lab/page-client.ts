/** One answer, as it came over the wire. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  json(): unknown
}

export interface PageClient {
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The value of the session cookie. */
  cookie(): string
}

/** Speaks to the server as our own page does: with its cookie, its origin and its header. `heard` gets every answer. */
export function makePageClient(
  url: string,
  heard: (route: string, answer: Answer) => void = () => undefined,
): PageClient {
  let cookie = ''
  return {
    cookie: () => cookie.slice(cookie.indexOf('=') + 1),
    async send(method, path, body, headers = {}) {
      const response = await fetch(url + path, {
        method,
        redirect: 'manual',
        headers: {
          origin: url,
          'x-flow': '1',
          ...(cookie ? { cookie } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
      const text = await response.text()
      const answer = { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
      heard(`${method} ${path}`, answer)
      return answer
    },
  }
}
