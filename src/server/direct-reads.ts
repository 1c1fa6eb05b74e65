import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App, KeyGrant } from '#app/app.ts'
import type { Config } from '#config/config.ts'
import type { Credential } from '#shared/contract/credentials.ts'
import { encodeProblem } from '#shared/errors/problem.ts'
import { callerAddress, type TrustsProxy } from './caller-address.ts'
import { namesOf } from './check-host.ts'
import { keepBody } from './kept-bodies.ts'
import { headersOf, translateError } from './problem-replies.ts'
import { READ_HEADERS, READ_PATH } from './routes/credential-routes.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

interface DirectParts {
  app: Pick<App, 'readCredentialWithKey' | 'calledFrom' | 'log'>
  config: Pick<Config, 'port' | 'publicUrl'>
  trusts: TrustsProxy
  /** Throws `rate_limited`. */
  admit: (grant: KeyGrant) => void
  nextId: () => string
}

/** More than any body that holds an id. */
const MOST_BYTES = 200

/**
 * Answers the one request that engines send before every step, a read by id alone, before the router sees it: routing,
 * hooks and replies cost as much as the read (docs/decisions/112). Everything else, and everything odd, goes to `rest`,
 * which answers the same question the same way.
 */
export function answerReadsFirst(rest: Handler, parts: DirectParts): Handler {
  const names = namesOf(parts.config)
  const isCandidate = ({ method, url, headers }: IncomingMessage) =>
    method === 'POST' &&
    url === READ_PATH &&
    headers['content-type'] === 'application/json' &&
    Number(headers['content-length']) <= MOST_BYTES &&
    headers.authorization !== undefined &&
    names.has(headers.host ?? '')
  return (request, response) => {
    if (!isCandidate(request)) return rest(request, response)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [first, ...more] = chunks
      const body = first && more.length === 0 ? first : Buffer.concat(chunks)
      const id = onlyId(body.toString())
      if (id !== undefined) {
        const asked = { id, authorization: request.headers.authorization }
        return parts.app.calledFrom(callerAddress(request, parts.trusts), () => answer(parts, asked, response))
      }
      keepBody(request, body)
      rest(request, response)
    })
  }
}

/** The id of `{"id": "…"}`; undefined for everything else that a body may be. */
function onlyId(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null || !('id' in body)) return undefined
    return typeof body.id === 'string' && Object.keys(body).length === 1 ? body.id : undefined
  } catch {
    return undefined
  }
}

interface Asked {
  id: string
  authorization: string | undefined
}

function answer(parts: DirectParts, { id, authorization }: Asked, response: ServerResponse): void {
  const refuse = (error: unknown) => refuseRead(parts, error, response)
  const give = (given: Credential) => send(response, 200, READ_HEADERS, JSON.stringify(given))
  let credential: Credential | Promise<Credential>
  try {
    credential = parts.app.readCredentialWithKey(authorization, id, parts.admit)
  } catch (error) {
    refuse(error)
    return
  }
  if (credential instanceof Promise) credential.then(give, refuse)
  else give(credential)
}

function refuseRead({ app, nextId }: DirectParts, error: unknown, response: ServerResponse): void {
  const requestId = nextId()
  const known = translateError(error)
  if (!known) app.log.fault(requestId, error)
  const problem = encodeProblem(known ?? error, requestId)
  send(response, problem.status, headersOf(problem), JSON.stringify(problem))
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, text: string): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) })
  response.end(text)
}
