import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { KeyGrant } from '#app/app.ts'
import { AppliedConnections, ConnectionsToApply, ExportedConnections } from '#shared/contract/connection-file.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { AccountDeletion } from '#shared/contract/uses.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'
import { untilClosed } from '../until-closed.ts'
import { PROBLEM } from './credential-routes.ts'

/** A minute and key: each may ask every connector. */
const CALLS_PER_MINUTE = 60

const COMMON = { tags: ['connections'], security: [{ apiKey: [] }] }

/** Connections as code: what `flow-deploy connections` calls; and the end of an entry, for a host whose users have no page here. */
export function addKeptConnectionRoutes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  const limit = app.limits.aMinute('kept-connections', CALLS_PER_MINUTE)
  const grantOf = (request: FastifyRequest) => request.getDecorator<KeyGrant>('grant')
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    const grant = await app.authenticateKey(request.headers.authorization)
    await limit(grant.keyId)
    request.setDecorator('grant', grant)
  }
  const apply = {
    ...COMMON,
    operationId: 'applyConnections',
    summary: 'Make connections, and bring those that exist to what is sent',
    description:
      "Needs the scope `connections:write`. The key's owner owns them. All of it or nothing, and nothing is deleted. A " +
      'connection that changes is validated first; with `dryRun` nothing is changed and no connector is asked.',
    body: ConnectionsToApply,
    response: { 200: AppliedConnections, '4xx': PROBLEM, '5xx': PROBLEM },
  }
  server.post('/api/v1/connections/apply', { schema: apply, onRequest }, async (request, reply) => {
    const input = { ...request.body, signal: untilClosed(reply) }
    return reply.headers(API_HEADERS).send(await app.applyConnectionsFor(grantOf(request), input))
  })
  const remove = {
    ...COMMON,
    operationId: 'deleteAccount',
    summary: 'Delete a connection or a login that no workflow uses',
    description:
      "Needs the scope `connections:write`. One of the key's owner; with `onBehalfOf`, which also needs `act-as-user`, " +
      'one of a user of the host. Refused with `in_use` while a workflow uses it.',
    params: IdParams,
    querystring: AccountDeletion,
    response: { 204: Type.Null({ description: 'Done' }), '4xx': PROBLEM, '5xx': PROBLEM },
  }
  server.delete('/api/v1/accounts/:id', { schema: remove, onRequest }, async (request, reply) => {
    await app.deleteAccountFor(grantOf(request), request.params.id, request.query.onBehalfOf)
    return reply.status(204).headers(API_HEADERS).send(null)
  })
  const list = {
    ...COMMON,
    operationId: 'exportConnections',
    summary: "The connections of the key's owner, without secrets",
    description: 'Needs the scope `connections:read`. Where a secret is set stands `{"$secret":{"set":true}}`.',
    response: { 200: ExportedConnections, '4xx': PROBLEM, '5xx': PROBLEM },
  }
  server.get('/api/v1/connections', { schema: list, onRequest }, async (request, reply) =>
    reply.headers(API_HEADERS).send(await app.exportConnectionsFor(grantOf(request))),
  )
}
