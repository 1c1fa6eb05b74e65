import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, type FlowClient, FlowError, isProblem } from 'flow-connections/client'
import { editorPage } from './editor-page.ts'

interface EditorOptions {
  /** Where Flow Connections is. */
  flowUrl: string
  /** An API key with `sessions:create`, `credentials:read`, `uses:write`, `connections:write` and `act-as-user`. */
  key: string
  port?: number
}

interface Asked {
  /** What the page sent. Ids of entries say nothing: the key gives out what belongs to `endUser` only. */
  sent: { code?: string; id?: string; ids?: string[]; from?: string; to?: string }
  /** Of the editor's own session. */
  endUser: string
  origin: string
}

const WORKFLOW = { id: 'copy-a-part', title: 'Copy a part' }

/** A workflow editor with one action. Its user is whoever its own cookie says; its page never sees the key. */
export async function startEditor({ flowUrl, key, port = 0 }: EditorOptions): Promise<{ url: string; server: Server }> {
  const users = new Map<string, string>()
  const flow = createClient({ url: flowUrl, key })
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
    const endUser = users.get(/(?:^|; )editor=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '')
    const act = ACTS[pathname]
    const known = act !== undefined && endUser !== undefined && request.headers.origin === origin()
    const { status, body } = known
      ? await answerOf(act(flow, { sent: await readJson(request), endUser, origin: origin() }))
      : { status: 403, body: {} }
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  }
  await new Promise<void>(resolve => {
    server.listen(port, '127.0.0.1', resolve)
  })
  return { url: origin(), server }
}

/** What the page may ask for. The credential itself stays here: a real editor calls the service now. */
const ACTS: Record<string, (flow: FlowClient, asked: Asked) => Promise<unknown>> = {
  '/connect': (flow, { endUser, origin }) => flow.startConnectSession({ endUser, origin, mode: 'pick' }),
  '/claim': (flow, { sent, endUser }) => flow.claimConnectSession({ code: sent.code ?? '', endUser }),
  '/uses': (flow, { sent, endUser }) =>
    flow.declareUses(workflowOf(endUser), { title: WORKFLOW.title, ids: sent.ids ?? [], onBehalfOf: endUser }),
  '/switch': (flow, { sent, endUser }) =>
    flow.switchUses({ from: sent.from ?? '', to: sent.to ?? '', onBehalfOf: endUser }),
  '/delete': async (flow, { sent, endUser }) => {
    // What the workflow holds may have been switched to another one, which is meant.
    const { uses } = await flow.getUses(workflowOf(endUser))
    const now = uses.find(({ id }) => id === sent.id)?.now ?? sent.id ?? ''
    await flow.deleteAccount(now, { onBehalfOf: endUser })
    return {}
  },
  '/run': async (flow, { sent, endUser }) => {
    const consumer = workflowOf(endUser)
    const asked = (sent.ids ?? []).map(id => ({ id, consumer, onBehalfOf: endUser }))
    const kinds = (await flow.readCredentials(asked)).map(answer => {
      if (isProblem(answer)) throw new FlowError(answer)
      return answer.kind
    })
    return { kinds }
  },
}

function workflowOf(endUser: string): string {
  return `${WORKFLOW.id}-${encodeURIComponent(endUser)}`
}

async function answerOf(doing: Promise<unknown>): Promise<{ status: number; body: unknown }> {
  try {
    return { status: 200, body: await doing }
  } catch (error) {
    if (!(error instanceof FlowError)) throw error
    return { status: error.status || 502, body: { code: error.code } }
  }
}

async function readJson(request: IncomingMessage): Promise<Asked['sent']> {
  let text = ''
  for await (const chunk of request) text += chunk
  return JSON.parse(text)
}
