import { isObject, own } from '#shared/json.ts'
import type { Stage } from './known-names.ts'
import { refuseProofInUrl } from './load-requests.ts'
import { type LoadContext, readUrl } from './load-urls.ts'
import { nearestName } from './nearest-name.ts'
import { EXT_POINTER, readFields } from './read-ext.ts'
import { asPointer } from './read-ext-parts.ts'
import { formatOf, METHODS, readParams } from './read-params.ts'
import type { AlsoStep, BodyFormat, ClientAuth, ExchangeStep, KeptField, RequestTemplate, StepTime } from './types.ts'

const REQUEST_KEYS = ['url', 'method', 'format', 'headers', 'data', 'client_auth']
const EXCHANGE_KEYS: ReadonlySet<string> = new Set(['when', ...REQUEST_KEYS, 'fields', 'keep', 'on_failure'])
const ALSO_KEYS: ReadonlySet<string> = new Set([
  'name',
  'when',
  ...REQUEST_KEYS,
  'fields',
  'refresh_token_at',
  'required',
])
const TIMES: readonly StepTime[] = ['connect', 'always']
const AUTHS = ['post', 'basic', 'basic_raw', 'private_key_jwt', 'client_secret_jwt'] as const

/** The second request of a login (oauth.md §5, `exchange`); null without one. */
export function readExchange(context: LoadContext, keep: readonly KeptField[]): ExchangeStep | null {
  const { reader } = context
  const at = `${EXT_POINTER}/exchange`
  if (own(reader.object(EXT_POINTER), 'exchange') === undefined) return null
  refuseUnknown(context, at, { keys: EXCHANGE_KEYS, what: 'exchange' })
  const step = readStep(context, at, 'exchange')
  if (!step.request) reader.error(at, 'missing-field', '"exchange" has no url')
  return {
    when: reader.oneOf(`${at}/when`, TIMES, 'connect'),
    ...step,
    request: step.request ?? EMPTY,
    fields: readFields(reader, at),
    keep,
    onFailure: reader.oneOf(`${at}/on_failure`, ['fail', 'keep'], 'fail'),
  }
}

const EMPTY: RequestTemplate = { url: [], method: 'POST', format: 'form', headers: [], query: [], data: [] }

/** Further tokens beside the main one (oauth.md §5, `also`). */
export function readAlso(context: LoadContext): AlsoStep[] {
  const { reader } = context
  const names = new Set<string>()
  return reader.items(`${EXT_POINTER}/also`).flatMap((item, i) => {
    const at = `${EXT_POINTER}/also/${i}`
    const name = isObject(item) ? reader.text(`${at}/name`) : ''
    if (!/^[A-Za-z_]\w{0,59}$/.test(name) || names.has(name)) {
      reader.error(at, 'type-mismatch', 'an entry of "also" has a name of its own, of letters, digits and _')
      return []
    }
    names.add(name)
    refuseUnknown(context, at, { keys: ALSO_KEYS, what: 'also' })
    const step = readStep(context, at, 'also')
    if (!step.request && own(reader.object(`${at}/fields`), 'access_token') === undefined) {
      const message = `the token "${name}" of "also" has neither a url nor a place in the main answer ("fields")`
      reader.error(at, 'missing-field', message)
    }
    const refresh = reader.text(`${at}/refresh_token_at`)
    return [
      {
        name,
        when: reader.oneOf(`${at}/when`, TIMES, 'connect'),
        ...step,
        fields: { ...readFields(reader, at), refreshToken: refresh === '' ? [] : [asPointer(refresh)] },
        required: reader.flag(`${at}/required`, true),
      },
    ]
  })
}

/** Nothing is added to such a request but what `client_auth` asks for: its lists say the rest. */
function readStep(
  context: LoadContext,
  at: string,
  stage: Extract<Stage, 'exchange' | 'also'>,
): { request: RequestTemplate | null; clientAuth: ClientAuth | null } {
  const { reader } = context
  const url = readUrl(context, { pointer: `${at}/url`, stage })
  const headers = readParams(context, `${at}/headers`, { stage, part: 'headers' })
  const method = reader.oneOf(`${at}/method`, METHODS, 'POST')
  const format = reader.oneOf<BodyFormat>(`${at}/format`, ['form', 'json', 'query'], formatOf(headers) ?? 'form')
  const inUrl = method === 'GET' || format === 'query'
  const data = readParams(context, `${at}/data`, { stage, part: inUrl ? 'query' : 'data' })
  const asked = own(reader.object(at), 'client_auth') ?? 'none'
  const clientAuth = asked === 'none' ? null : reader.oneOf<ClientAuth>(`${at}/client_auth`, AUTHS, 'post')
  if (inUrl && clientAuth) refuseProofInUrl(context, { at: `${at}/method`, what: stage, data, clientAuth })
  return { request: url ? { url, method, format, headers, query: [], data } : null, clientAuth }
}

function refuseUnknown(
  { reader }: LoadContext,
  at: string,
  { keys, what }: { keys: ReadonlySet<string>; what: string },
): void {
  for (const key of Object.keys(reader.object(at))) {
    const near = nearestName(key, keys)
    if (!keys.has(key))
      reader.error(at, 'unknown-key', `"${what}" has no key "${key}"${near ? `; meant: "${near}"` : ''}`)
  }
}
