import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../read-form.ts'
import { answerAuthorize } from './authorize-routes.ts'
import type { Checker } from './check-request.ts'
import type { ClassicSettings } from './classic-settings.ts'
import { openClassicStore } from './classic-store.ts'
import { TOKEN_ROUTES } from './token-routes.ts'

/** Answers a request; false when the address is none of its own. */
export type ClassicProvider = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/**
 * A provider of OAuth 1.0a (RFC 5849) with one client, below `/classic`: temporary tokens, sign-in and consent pages,
 * access tokens, and two addresses that only signed requests may read.
 */
export function createClassic(settings: ClassicSettings): ClassicProvider {
  const checker: Checker = { settings, store: openClassicStore(settings.storeFile), now: () => Date.now() }
  return async (request, response) => {
    const target = request.url ?? '/'
    const route = TOKEN_ROUTES[target.replace(/\?.*$/s, '')]
    if (!route) return answerAuthorize(checker, request, response)
    const received = {
      method: request.method ?? 'GET',
      origin: settings.origin,
      target,
      authorization: request.headers.authorization ?? '',
      contentType: request.headers['content-type'] ?? '',
      body: await readBody(request),
    }
    route(checker, received, response)
    return true
  }
}
