import type { OAuthFetch, OAuthRequest, RawAnswer } from './oauth-request.ts'

/** The headers of an answer that are read later; nothing else is kept. */
const KEPT_HEADERS = ['content-type', 'retry-after', 'date', 'dpop-nonce', 'location', 'www-authenticate']

/** Sends one request and gives back the answer as it came, unread. Throws what `fetch` throws. */
export async function send(fetch: OAuthFetch, request: OAuthRequest): Promise<RawAnswer> {
  if (request.sign || request.prove) throw new TypeError('this request was not signed')
  const { method, url, headers, body, ca, tls } = request
  const answer = await fetch({
    method,
    url,
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
    ...(ca === undefined ? {} : { ca }),
    ...(tls === undefined ? {} : { tls }),
  })
  const kept = KEPT_HEADERS.flatMap(name => {
    const value = answer.headers[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    status: answer.status,
    headers: Object.fromEntries(kept),
    bytes: answer.bytes,
    receivedAt: answer.receivedAt,
  }
}
