import type { FastifyRequest } from 'fastify'
import type { KeyGrant } from '#app/app.ts'
import { ClaimedConnect, ConnectClaim, NewConnectSession, StartedConnectSession } from '#shared/contract/connect.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'
import { PROBLEM } from './credential-routes.ts'

/** Connect sessions a minute and key (security.md §5.4). */
const STARTS_PER_MINUTE = 30

const COMMON = { tags: ['connect sessions'], security: [{ apiKey: [] }] }

/** A host's side of embedding (security.md §6.5). */
export function addConnectSessionRoutes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  const limitStarts = app.limits.aMinute('connect-starts', STARTS_PER_MINUTE)
  const authenticate = async (request: FastifyRequest) => {
    request.setDecorator('grant', await app.authenticateKey(request.headers.authorization))
  }
  server.post(
    '/api/v1/connect-sessions',
    {
      schema: {
        ...COMMON,
        operationId: 'startConnectSession',
        summary: 'Let one of your users add a connection or a login in a window',
        description:
          'Needs the scope `sessions:create`. The token works once, for 30 minutes; hand it to your own page only. ' +
          'What the window makes belongs to nobody until you claim it.',
        body: NewConnectSession,
        response: { 201: StartedConnectSession, '4xx': PROBLEM, '5xx': PROBLEM },
      },
      onRequest: authenticate,
    },
    async (request, reply) => {
      const grant = request.getDecorator<KeyGrant>('grant')
      await limitStarts(grant.keyId)
      return reply
        .status(201)
        .headers(API_HEADERS)
        .send(await app.startConnectSession(grant, request.body))
    },
  )
  server.post(
    '/api/v1/connect-sessions/claim',
    {
      schema: {
        ...COMMON,
        operationId: 'claimConnectSession',
        summary: 'Take over what the window made, for the user of your own session',
        description:
          'Needs the scope `sessions:create`. Send the user id of the session the code came in with, never one from ' +
          'the browser: another one than the connect session was started for ends it, and what was made is erased.',
        body: ConnectClaim,
        response: { 200: ClaimedConnect, '4xx': PROBLEM, '5xx': PROBLEM },
      },
      onRequest: authenticate,
    },
    async (request, reply) => {
      const grant = request.getDecorator<KeyGrant>('grant')
      return reply.headers(API_HEADERS).send(await app.claimConnectSession(grant, request.body))
    },
  )
}
