import { CompletedConnect, ConnectCompletion, ConnectOpening, ConnectView } from '#shared/contract/connect.ts'
import type { PageTools, TypedServer } from '../route-types.ts'

/** Tokens tried a minute and address: nobody guesses 256 bits, but nobody needs to try either. */
const OPENINGS_PER_MINUTE = 60

/** The window that a host's page opened (security.md §6.5). */
export function addConnectRoutes(server: TypedServer, { app, cookies }: PageTools): void {
  const limitOpenings = app.limits.aMinute('connect-openings', OPENINGS_PER_MINUTE)
  server.post(
    '/api/page/connect/open',
    { schema: { body: ConnectOpening, response: { 200: ConnectView } }, config: { access: 'anyone' } },
    async (request, reply) => {
      await limitOpenings(request.ip)
      const { view, newCookie, maxAge } = await app.openConnectSession(request.body.token)
      cookies.setConnect(reply, { value: newCookie, maxAge })
      return view
    },
  )
  server.get(
    '/api/page/connect/session',
    { schema: { response: { 200: ConnectView } }, config: { access: 'connect' } },
    async request => (await cookies.requireConnect(request)).view,
  )
  server.post(
    '/api/page/connect/complete',
    {
      schema: { body: ConnectCompletion, response: { 200: CompletedConnect } },
      config: { access: 'connect' },
    },
    async request => app.completeConnectSession(await cookies.requireConnect(request), request.body),
  )
}
