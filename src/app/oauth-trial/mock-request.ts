import type { EgressFetch } from '#egress/create-fetch.ts'
import { isObject, type Json } from '#shared/json.ts'

/** A request as the practice provider looks at it. */
export interface MockRequest {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  /** The form, where the body is one. */
  form: string | undefined
  /** Query and body. */
  params: URLSearchParams
  /** True when the text stands anywhere in address, headers or body, whatever it is called there. */
  holds(text: string): boolean
}

export function readMockRequest({ method, url, headers, body }: Parameters<EgressFetch>[0]): MockRequest {
  const text = typeof body === 'string' ? body : ''
  const json = readJson(text)
  const params = new URLSearchParams([
    ...new URL(url).searchParams,
    ...(isObject(json)
      ? Object.entries(json).map(([name, value]) => [name, asText(value)])
      : new URLSearchParams(text)),
  ] as [string, string][])
  const said = [
    decodeURIComponent(new URL(url).pathname),
    ...params.values(),
    ...Object.values(headers).flatMap(credentials),
  ]
  return {
    method,
    url,
    headers,
    form: text === '' || isObject(json) ? undefined : text,
    params,
    holds: wanted => said.some(one => one.includes(wanted)),
  }
}

/** What stands in a header, and in the base64 of a Basic one; both as sent and decoded, for both ways are in use. */
function credentials(header: string): string[] {
  const [, basic] = /^basic ([A-Za-z0-9+/=]+)$/i.exec(header) ?? []
  if (basic === undefined) return [header]
  const pair = Buffer.from(basic, 'base64').toString()
  return [pair, ...pair.split(':').map(part => new URLSearchParams(`x=${part}`).get('x') ?? '')]
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
