import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { editorPage } from './editor-page.ts'

interface EditorOptions {
  /** Where Flow Connections is. */
  flowUrl: string
  /** An API key with `sessions:create`, `credentials:read` and `act-as-user`. */
  key: string
  port?: number
}

interface Answer {
  status: number
  body: Record<string, unknown>
}

/** A workflow editor with one action. Its user is whoever its own cookie says; its page never sees the key. */
export async function startEditor({ flowUrl, key, port = 0 }: EditorOptions): Promise<{ url: string; server: Server }> {
  const users = new Map<string, string>()
  const flow = async (path: string, body: unknown): Promise<Answer> => {
    const answer = await fetch(`${flowUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as Answer['body'] }
  }
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin())
    if (request.method === 'GET') {
      const user = searchParams.get('user') ?? 'ada'
      const session = randomUUID()
      users.set(session, user)
      response.setHeader('Set-Cookie', `editor=${session}; HttpOnly; SameSite=Lax; Path=/`)
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.end(pathname === '/' ? editorPage(flowUrl, user) : '')
      return
    }
    const user = users.get(/(?:^|; )editor=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '')
    const known = user !== undefined && request.headers.origin === origin()
    const sent = await readJson(request)
    const { status, body } = known ? await act(pathname, sent, user) : { status: 403, body: {} }
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  }
  const act = async (path: string, sent: Record<string, unknown>, endUser: string): Promise<Answer> => {
    if (path === '/connect') return flow('/api/v1/connect-sessions', { endUser, origin: origin(), mode: 'pick' })
    if (path === '/claim') return flow('/api/v1/connect-sessions/claim', { code: sent['code'], endUser })
    const { status, body } = await flow('/api/v1/credentials/read', { id: sent['id'], onBehalfOf: endUser })
    // A real editor calls the service now. The credential itself stays here.
    return { status, body: status === 200 ? { ran: true, kind: body['kind'] } : { ran: false, code: body['code'] } }
  }
  await new Promise<void>(resolve => {
    server.listen(port, '127.0.0.1', resolve)
  })
  return { url: origin(), server }
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const chunk of request) text += chunk
  return JSON.parse(text)
}
