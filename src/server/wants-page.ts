import type { IncomingMessage } from 'node:http'

const NEVER_A_PAGE = /^\/(api|oauth|validators|assets)(\/|$)/

/** A browser that goes to an address of the page. */
export function wantsPage(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): boolean {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const [path = ''] = (request.url ?? '').split('?')
  return reads && !NEVER_A_PAGE.test(path) && (request.headers.accept ?? '').includes('text/html')
}
