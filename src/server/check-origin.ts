import type { FastifyRequest } from 'fastify'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'

/**
 * Refuses a changing request that our own page did not make (security.md §5.2): it needs `Sec-Fetch-Site:
 * same-origin` (older browsers: our exact `Origin`), the header `X-Flow: 1`, and JSON when it has a body. No foreign
 * page can send such a request without a preflight, and none is ever answered. Reading is for our own page, or for
 * whoever types the address, too: a foreign page could not see the answer, but could make us open sessions without end.
 */
export function makeOriginHook(config: Config): (request: FastifyRequest) => Promise<void> {
  return async ({ method, headers }) => {
    const site = headers['sec-fetch-site']
    if (method === 'GET' || method === 'HEAD') {
      if (site === undefined || site === 'same-origin' || site === 'none') return
      throw foreign()
    }
    const ours = site === undefined ? headers.origin === config.publicUrl : site === 'same-origin'
    const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
    const json = /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')
    const typed = json || (!hasBody && headers['content-type'] === undefined)
    if (ours && typed && headers['x-flow'] === '1') return
    throw foreign()
  }
}

function foreign(): AppError {
  return new AppError('wrong_origin', {
    detail: 'This request did not come from our own page, so nothing was done. Reload the page and try again.',
  })
}

/**
 * Refuses the start of a sign-in that another site led to (oauth.md COSF-2): a window of ours goes there from our own
 * page. Browsers that do not tell are let through, because the address works once and in its own session only.
 */
export function requireOwnNavigation({ headers }: Pick<FastifyRequest, 'headers'>): void {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin') return
  throw new AppError('wrong_origin', {
    detail: 'This address only works from our own page. Start the sign-in there.',
  })
}
