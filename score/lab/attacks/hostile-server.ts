import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of the attacker: an authorization server that answers everything, and pages that he wrote. */
export interface HostileServer {
  origin: string
  /** `POST /token` and so on, with the body. */
  heard: { path: string; text: string }[]
  /** Where its login page sends the browser, made from the address it was opened with. */
  loginGoesTo: ((asked: URL) => string) | undefined
  /** Pages by their path. */
  pages: Map<string, string>
  close(): Promise<void>
}

const TOKENS = '{"access_token":"hostile","refresh_token":"hostile","token_type":"Bearer","expires_in":600}'

export async function startHostileServer(): Promise<HostileServer> {
  const http = createServer(async (request, response) => {
    const asked = new URL(request.url ?? '/', server.origin)
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    server.heard.push({ path: `${request.method} ${asked.pathname}`, text: asked.search + text })
    const page = server.pages.get(asked.pathname)
    if (page !== undefined) response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    else if (asked.pathname === '/authorize' && server.loginGoesTo) {
      response.writeHead(302, { location: server.loginGoesTo(asked) }).end()
    } else response.writeHead(200, { 'content-type': 'application/json' }).end(TOKENS)
  })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const server: HostileServer = {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    heard: [],
    loginGoesTo: undefined,
    pages: new Map(),
    async close() {
      http.closeAllConnections()
      await new Promise(resolve => http.close(resolve))
    },
  }
  return server
}
