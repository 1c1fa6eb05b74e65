import { CALLS } from './calls.ts'
import type { CallOptions, Credential, FlowClient, FlowClientOptions, Problem } from './declarations/client.js'
import { FlowError } from './flow-error.ts'

export { FlowError }

const PATIENCE_MS = 30_000
/** Each may ask many connectors before it answers. */
const LONG_PATIENCE_MS = 600_000
const KEY = /^fck_[a-z2-7]{26}_[A-Za-z0-9_-]{43}$/

interface Call extends CallOptions {
  body?: unknown
  /** What stands in braces in the path. */
  place?: string
  query?: string
}

/** The backend's side of Flow Connections; see docs/guide/client.md. */
export function createClient({ url, key, timeoutMs, fetch = globalThis.fetch }: FlowClientOptions): FlowClient {
  const origin = readOrigin(url)
  if (!KEY.test(key)) throw new TypeError('The key is no API key of Flow Connections: one looks like fck_….')
  async function call<T>(name: keyof typeof CALLS, { body, place = '', query = '', signal }: Call = {}): Promise<T> {
    const [method, path] = CALLS[name]
    const patience = AbortSignal.timeout(timeoutMs ?? (name === 'applyConnections' ? LONG_PATIENCE_MS : PATIENCE_MS))
    const request: RequestInit = {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      // A key goes nowhere but to the address that somebody wrote down.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const address = origin + path.replace(/\{.*\}/, () => encodeURIComponent(place)) + query
    try {
      const answer = await fetch(address, request)
      return readAnswer<T>(origin, answer.status, await answer.text())
    } catch (error) {
      if (error instanceof FlowError || signal?.aborted) throw error
      throw unreachable(`${origin} does not answer.`, error)
    }
  }
  return {
    readCredential: (request, options) => call('readCredentials', { body: request, ...options }),
    readCredentials: (requests, options) => call('readCredentials', { body: requests, ...options }),
    resolveInputs: (request, options) => call('resolveInputs', { body: request, ...options }),
    declareUses: (consumer, uses, options) => call('declareUses', { place: consumer, body: uses, ...options }),
    getUses: (consumer, options) => call('getUses', { place: consumer, ...options }),
    switchUses: (request, options) => call('switchUses', { body: request, ...options }),
    deleteAccount: async (id, { onBehalfOf, ...options } = {}) => {
      const query = onBehalfOf === undefined ? '' : `?onBehalfOf=${encodeURIComponent(onBehalfOf)}`
      await call('deleteAccount', { place: id, query, ...options })
    },
    startConnectSession: (session, options) => call('startConnectSession', { body: session, ...options }),
    claimConnectSession: (claim, options) => call('claimConnectSession', { body: claim, ...options }),
    applyConnections: (request, options) => call('applyConnections', { body: request, ...options }),
    exportConnections: options => call('exportConnections', { ...options }),
  }
}

export function isProblem(answer: Credential | Problem): answer is Problem {
  return 'code' in answer
}

function readOrigin(text: string): string {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '' || `${url.origin}/` !== url.href) {
    throw new TypeError('The url is an address without a path, such as https://flow.example.com.')
  }
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && local)) return url.origin
  throw new TypeError('The url is https, or http on this computer: others on the way would read the key.')
}

function readAnswer<T>(origin: string, status: number, text: string): T {
  const json = status === 204 ? null : parse(text)
  if (status >= 200 && status < 300 && json !== undefined) return json as T
  if (isTold(json)) throw new FlowError(json)
  throw unreachable(`${origin} answers with ${status}, not as Flow Connections does. Look at the address.`)
}

function isTold(json: unknown): json is Problem {
  return typeof json === 'object' && json !== null && 'code' in json && 'detail' in json
}

/** Undefined for what is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unreachable(detail: string, cause?: unknown): FlowError {
  return new FlowError({ code: 'unreachable', detail, retryable: true }, cause)
}
