import type { OAuthRequest } from './oauth-request.ts'

/** A request whose JSON and whose print hold no secret: method, scheme, host and path only. */
export function makeRequest(parts: Omit<OAuthRequest, 'toJSON'>): OAuthRequest {
  const toJSON = () => {
    const url = new URL(parts.url)
    return { method: parts.method, url: `${url.origin}${url.pathname}` }
  }
  const request = { ...parts, toJSON }
  Object.defineProperty(request, Symbol.for('nodejs.util.inspect.custom'), { value: toJSON, enumerable: false })
  return Object.freeze(request)
}
