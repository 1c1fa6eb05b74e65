import { AppError } from '#shared/errors/app-error.ts'
import { decodeProblem } from '#shared/errors/problem.ts'

/** Without an answer for so long, nobody is there. */
const PATIENCE_MS = 30_000
/** A deployment copies and judges many files before it answers. */
const LONG_PATIENCE_MS = 600_000

interface Call {
  body?: unknown
  /** Sent as it comes, compressed with gzip. */
  stream?: ReadableStream<Uint8Array>
  /** The answer may take long. */
  long?: boolean
  /** What is true when nobody answers, for example "Nothing was deployed." */
  otherwise: string
}

export interface ServerConnection {
  /** Scheme, host and port. */
  origin: string
  call<T>(method: string, path: string, call: Call): Promise<T>
}

/** A server and the key for it. Throws `wrong_use` for an address that no key should be sent to. */
export function openServer(address: string, key: string): ServerConnection {
  const { origin } = readAddress(address)
  return {
    origin,
    async call<T>(method: string, path: string, { body, stream, long = false, otherwise }: Call): Promise<T> {
      const headers: Record<string, string> = { authorization: `Bearer ${key}`, accept: 'application/json' }
      if (stream) headers['content-type'] = 'application/gzip'
      if (body !== undefined) headers['content-type'] = 'application/json'
      const request: RequestInit & { duplex?: 'half' } = {
        method,
        headers,
        // A key goes nowhere but to the address that somebody typed.
        redirect: 'manual',
        signal: AbortSignal.timeout(long ? LONG_PATIENCE_MS : PATIENCE_MS),
        ...(stream ? { body: stream, duplex: 'half' } : {}),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }
      let answer: Response
      let text: string
      try {
        answer = await fetch(`${origin}${path}`, request)
        text = await answer.text()
      } catch (error) {
        throw describeSilence(origin, error, otherwise)
      }
      return readAnswer<T>(origin, answer, { text, otherwise })
    },
  }
}

function readAddress(address: string): URL {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrong(`${shorten(address)} is no address of a server. It looks like https://flow.example.com.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw wrong('The address of a server carries no name and no password. Others on this computer could read them.')
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw wrong(`The address of a server ends with its host or port: ${url.origin}`)
  }
  if (url.protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) {
    throw wrong(`Over http: everybody on the way could read the API key. Use https://${url.host}.`)
  }
  return url
}

function wrong(detail: string): AppError {
  return new AppError('wrong_use', { detail })
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}

/** Cause and next step by the code of the failure. */
const SILENCES: Record<string, string> = {
  ENOTFOUND: 'no computer has this name. Look for a slip in the address, or at the network',
  EAI_AGAIN: 'the name could not be looked up. Look at the network, then try again',
  ECONNREFUSED: 'nothing listens there. Start the server, or look at the port',
  EHOSTUNREACH: 'no way leads there. Look at the network',
  ENETUNREACH: 'no way leads there. Look at the network',
  ETIMEDOUT: 'it does not answer. Look at the network, then try again',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer. Look at the network, then try again',
  TimeoutError: 'it does not answer in time. Look at the log of the server, then try again',
  ECONNRESET: 'the connection broke. Look whether the server still runs, then try again',
  EPIPE: 'the connection broke. Look whether the server still runs, then try again',
  UND_ERR_SOCKET: 'the connection broke. Look whether the server still runs, then try again',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS. If it is a server of this computer, use http://',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS. If it is a server of this computer, use http://',
  CERT_HAS_EXPIRED: 'its certificate has expired. Renew it at the server',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name. Use the name that the certificate has',
}
const UNTRUSTED =
  'its certificate is not trusted here. Name your own authority with NODE_EXTRA_CA_CERTS=<file>, then try again'

function describeSilence(origin: string, error: unknown, otherwise: string): AppError {
  if (error instanceof AppError) return error
  const causes = chainOf(error)
  const own = causes.find(cause => cause instanceof AppError)
  if (own instanceof AppError) return own
  const codes = causes.map(codeOf).filter(code => code !== '')
  const known = codes.find(code => SILENCES[code] !== undefined)
  const certificate = codes.some(code => /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
  const words = known ? SILENCES[known] : certificate ? UNTRUSTED : 'it cannot be reached'
  const code = known ?? codes[0] ?? 'no answer'
  return new AppError('server_unreachable', {
    detail: `${origin}: ${words} (${code}). ${otherwise}`.trimEnd(),
    cause: error,
  })
}

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let at = error; at instanceof Error && chain.length < 8; at = at.cause) {
    chain.push(at, ...(at instanceof AggregateError ? at.errors : []))
  }
  return chain
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.name === 'TimeoutError' ? error.name : ''
}

function readAnswer<T>(origin: string, answer: Response, { text, otherwise }: { text: string; otherwise: string }): T {
  const type = answer.headers.get('content-type') ?? ''
  const isJson = /^application\/(problem\+)?json\b/.test(type)
  if (answer.ok && (answer.status === 204 || isJson)) return (text === '' ? null : parse(text)) as T
  if (!answer.ok && type.startsWith('application/problem+json')) throw explain(origin, decodeProblem(parse(text)))
  const to = answer.headers.get('location')
  if (answer.status >= 300 && answer.status < 400 && to !== null) {
    const place = URL.parse(to, origin)?.origin ?? 'elsewhere'
    throw silent(`${origin} sends on to ${place}, and a key is sent to nobody else. Name that address. ${otherwise}`)
  }
  const words =
    answer.status >= 500
      ? `answers with ${answer.status}: it, or a proxy before it, is in trouble. Look at its log, then try again`
      : `answers with ${answer.status}, but not as Flow Connections does. Look for a slip in the address`
  throw silent(`${origin} ${words}. ${otherwise}`)
}

function silent(detail: string): AppError {
  return new AppError('server_unreachable', { detail: detail.trimEnd() })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Adds what the person at this end can do. */
function explain(origin: string, error: AppError): AppError {
  const { code, detail, fields, meta } = error
  const more: Partial<Record<string, string>> = {
    unauthorized: ' Give the key in FLOW_APP_KEY.',
    forbidden: ` Make one with: flow-deploy keys create <name> --scope ${/scope ([\w:-]+)/.exec(detail)?.[1] ?? 'deploy'}`,
    internal: typeof meta['instance'] === 'string' ? ` (request ${meta['instance']})` : '',
    busy: '',
    rate_limited: '',
  }
  if (code === 'not_found' && detail === 'There is nothing at this address.')
    more[code] = ' It may be an older version.'
  // Everything else is about what was sent, and reads as it does without a server.
  if (more[code] === undefined) return error
  return new AppError(code, { detail: `${origin}: ${detail}${more[code]}`, fields, meta, cause: error })
}
