import type { ConfigReader } from '../config-reader.ts'
import type { Stage } from '../known-names.ts'
import { type LoadContext, readUrl } from '../load-urls.ts'
import type { FieldKey } from '../load-values.ts'
import { formatOf, METHODS, readParams } from '../read-params.ts'
import type { Param, RequestTemplate } from '../types.ts'
import { PROTOCOL_NAMES } from './protocol-names.ts'

interface SignedRequestFields {
  /** What the fields begin with: `/oauth1_validate`, or an object that ends with a slash. */
  at: string
  stage: Stage
  method: (typeof METHODS)[number]
  /** The load-file key that replaces the address. */
  key?: FieldKey
}

/** One request that will be signed: `_url _method _headers _query _data`. Null when its address is empty. */
export function readSignedRequest(
  context: LoadContext,
  { at, stage, method, key }: SignedRequestFields,
): RequestTemplate | null {
  const { reader } = context
  const pointer = (name: string) => (at.endsWith('/') ? at + name : `${at}_${name}`)
  const url = readUrl(context, { pointer: pointer('url'), stage, ...(key === undefined ? {} : { key }) })
  const headers = readParams(context, pointer('headers'), { stage, part: 'headers' })
  const query = readParams(context, pointer('query'), { stage, part: 'query' })
  const data = readParams(context, pointer('data'), { stage, part: 'data' })
  const verb = reader.oneOf(pointer('method'), METHODS, method)
  for (const [name, params] of [
    ['query', query],
    ['data', data],
  ] as const) {
    refuseProtocolNames(reader, pointer(name), params)
  }
  const signs = headers.find(header => header.name.toLowerCase() === 'authorization')
  if (signs) reader.error(pointer('headers'), 'misplaced-name', 'the header Authorization belongs to the signature')
  return url ? { url, method: verb, format: formatOf(headers) ?? 'form', headers, query, data } : null
}

/** A parameter of the protocol stands in a request once (RFC 5849 §3.1), and the engine puts it there. */
export function refuseProtocolNames(reader: ConfigReader, pointer: string, params: readonly Param[]): void {
  for (const { name } of params) {
    if (!PROTOCOL_NAMES.has(name)) continue
    reader.error(pointer, 'misplaced-name', `"${name}" in "${pointer.slice(1)}" is set by the engine`)
  }
}
