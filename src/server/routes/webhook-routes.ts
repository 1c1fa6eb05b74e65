import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { KeyGrant, Webhooks } from '#app/app.ts'
import { KeyRotation } from '#shared/contract/keys.ts'
import { IdParams } from '#shared/contract/parts.ts'
import {
  DeliveryList,
  DeliveryParams,
  NewWebhook,
  SignedWebhook,
  Webhook,
  WebhookChange,
  WebhookList,
  WebhookTrial,
} from '#shared/contract/webhooks.ts'
import { ADMIN, type PageTools, type RouteTools, type TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'
import { PROBLEM } from './credential-routes.ts'

const DONE = Type.Null({ description: 'Done' })

/** What differs between the page and those who come with a key. */
interface Face {
  root: '/api/page/webhooks' | '/api/v1/webhooks'
  of(request: FastifyRequest): Webhooks
  options: { config?: typeof ADMIN; onRequest?(request: FastifyRequest, reply: FastifyReply): Promise<void> }
  /** Name and words of an operation, for those to whom it is described. */
  about<Schema extends { response: object }>(operationId: string, summary: string, schema: Schema): Schema
}

/** For the administration: who outside is told of events. */
export function addWebhookRoutes(server: TypedServer, { as }: PageTools): void {
  const of = (request: FastifyRequest) => as(request).webhooks
  addAll(server, {
    root: '/api/page/webhooks',
    of,
    options: { config: ADMIN },
    about: (_id, _summary, schema) => schema,
  })
}

/** The same for keys with the scope `webhooks:write`. */
export function addWebhookKeyRoutes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  const grantOf = (request: FastifyRequest) => request.getDecorator<KeyGrant>('grant')
  addAll(server, {
    root: '/api/v1/webhooks',
    of: request => app.webhooksFor(grantOf(request)),
    options: {
      async onRequest(request, reply) {
        reply.headers(API_HEADERS)
        request.setDecorator('grant', await app.authenticateKey(request.headers.authorization))
        // Whoever may not is told before anything of the body is read.
        app.webhooksFor(grantOf(request))
      },
    },
    about: (operationId, summary, schema) => ({
      ...{ tags: ['webhooks'], security: [{ apiKey: [] }], operationId, summary },
      description: 'Needs the scope `webhooks:write`.',
      ...schema,
      response: { ...schema.response, '4xx': PROBLEM, '5xx': PROBLEM },
    }),
  })
}

function addAll(server: TypedServer, face: Face): void {
  addWebhooks(server, face)
  addDeliveries(server, face)
}

function addWebhooks(server: TypedServer, { root, of, options, about }: Face): void {
  const list = about('listWebhooks', 'Addresses that are told of events', { response: { 200: WebhookList } })
  server.get(root, { schema: list, ...options }, request => of(request).list())
  const create = about('createWebhook', 'Have an address told of events; the answer alone holds its signing key', {
    body: NewWebhook,
    response: { 201: SignedWebhook },
  })
  server.post(root, { schema: create, ...options }, async (request, reply) =>
    reply.status(201).send(await of(request).create(request.body)),
  )
  const change = about('changeWebhook', 'Change it, or switch it off and on; what is absent stays', {
    params: IdParams,
    body: WebhookChange,
    response: { 200: Webhook },
  })
  server.patch(`${root}/:id`, { schema: change, ...options }, request =>
    of(request).change(request.params.id, request.body),
  )
  const remove = about('deleteWebhook', 'Delete it, with everything it was still to be told', {
    params: IdParams,
    response: { 204: DONE },
  })
  server.delete(`${root}/:id`, { schema: remove, ...options }, async (request, reply) => {
    await of(request).remove(request.params.id)
    return reply.status(204).send(null)
  })
  const replace = about('replaceWebhookKey', 'Give it another signing key; both sign until the overlap is over', {
    params: IdParams,
    body: KeyRotation,
    response: { 201: SignedWebhook },
  })
  server.post(`${root}/:id/key`, { schema: replace, ...options }, async (request, reply) =>
    reply.status(201).send(await of(request).replaceKey(request.params.id, request.body)),
  )
}

function addDeliveries(server: TypedServer, { root, of, options, about }: Face): void {
  const test = about('testWebhook', 'Send it a message now, and say what came of it', {
    params: IdParams,
    response: { 200: WebhookTrial },
  })
  server.post(`${root}/:id/test`, { schema: test, ...options }, request => of(request).test(request.params.id))
  const list = about('listDeliveries', 'What it was told, and is still to be told: the newest hundred of a week', {
    params: IdParams,
    response: { 200: DeliveryList },
  })
  server.get(`${root}/:id/deliveries`, { schema: list, ...options }, request =>
    of(request).deliveries(request.params.id),
  )
  const again = about('sendAgain', 'Send an event again, under the same id', {
    params: DeliveryParams,
    response: { 204: DONE },
  })
  server.post(`${root}/:id/deliveries/:event/again`, { schema: again, ...options }, async (request, reply) => {
    await of(request).sendAgain(request.params.id, request.params.event)
    return reply.status(204).send(null)
  })
}
