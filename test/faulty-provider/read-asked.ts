import type { IncomingMessage } from 'node:http'

/** One request as the server sees it. */
export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  /** The query as it came, without `?`. */
  rawQuery: string
  headers: IncomingMessage['headers']
  /** Of the body, where it is a form or JSON. */
  body: Record<string, string>
  bodyKind: 'none' | 'form' | 'json' | 'other'
}

export async function readAsked(request: IncomingMessage): Promise<Asked> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  const [path = '/', rawQuery = ''] = (request.url ?? '/').split(/\?(.*)/s)
  const { method = 'GET', headers } = request
  return { method, path, query: new URLSearchParams(rawQuery), rawQuery, headers, ...readBody(headers, text) }
}

function readBody(headers: IncomingMessage['headers'], text: string): Pick<Asked, 'body' | 'bodyKind'> {
  const type = headers['content-type'] ?? ''
  if (text === '') return { body: {}, bodyKind: 'none' }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { body: Object.fromEntries(new URLSearchParams(text)), bodyKind: 'form' }
  }
  if (!type.startsWith('application/json')) return { body: {}, bodyKind: 'other' }
  const parsed = Object.entries(JSON.parse(text) as Record<string, unknown>)
  return { body: Object.fromEntries(parsed.map(([name, value]) => [name, String(value)])), bodyKind: 'json' }
}
