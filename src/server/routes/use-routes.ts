import type { FastifyRequest } from 'fastify'
import type { KeyGrant } from '#app/app.ts'
import { Account } from '#shared/contract/accounts.ts'
import { IdParams, ProblemSchema } from '#shared/contract/parts.ts'
import {
  AccountRecord,
  AccountUses,
  ConsumerParams,
  ConsumerUses,
  Sharing,
  SwitchRequest,
  SwitchResult,
  UseDeclaration,
  UseSwitch,
} from '#shared/contract/uses.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { PageTools, RouteTools, TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'

const PROBLEM = { description: 'RFC 9457 problem', content: { 'application/problem+json': { schema: ProblemSchema } } }
const ANSWER = { 200: ConsumerUses, '4xx': PROBLEM, '5xx': PROBLEM }
const ABOUT = { tags: ['uses'], security: [{ apiKey: [] }], params: ConsumerParams }

/** For the page: who uses an account, sharing, and the Switch to another one. */
export function addUseRoutes(server: TypedServer, { as }: PageTools): void {
  server.get('/api/page/accounts/:id/uses', { schema: { params: IdParams, response: { 200: AccountUses } } }, request =>
    as(request).listUses(request.params.id),
  )
  server.get(
    '/api/page/accounts/:id/record',
    { schema: { params: IdParams, response: { 200: AccountRecord } } },
    request => as(request).listRecord(request.params.id),
  )
  server.put(
    '/api/page/accounts/:id/sharing',
    { schema: { params: IdParams, body: Sharing, querystring: LocaleQuery, response: { 200: Account } } },
    request => {
      const { params, body, query } = request
      return as(request).shareAccount({ id: params.id, shared: body.shared, locale: localeOf(query) })
    },
  )
  server.post(
    '/api/page/accounts/:id/switch',
    { schema: { params: IdParams, body: SwitchRequest, querystring: LocaleQuery, response: { 200: SwitchResult } } },
    request => {
      const { params, body, query } = request
      return as(request).switchAccount({ id: params.id, to: body.to, locale: localeOf(query) })
    },
  )
}

/** For whoever keeps the workflows: what each of them uses. */
export function addConsumerRoutes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  const admit = async (request: FastifyRequest): Promise<void> => {
    request.setDecorator('grant', await app.authenticateKey(request.headers.authorization))
  }
  const grantOf = (request: FastifyRequest) => request.getDecorator<KeyGrant>('grant')
  server.put(
    '/api/v1/uses/:consumer',
    {
      schema: {
        ...ABOUT,
        operationId: 'declareUses',
        summary: 'Say what a workflow uses',
        description: 'Everything it uses from now on; what was switched stays switched. Used entries are not deleted.',
        body: UseDeclaration,
        response: ANSWER,
      },
      onRequest: admit,
    },
    async (request, reply) => {
      reply.headers(API_HEADERS)
      return app.declareUses(grantOf(request), request.params.consumer, request.body)
    },
  )
  server.post(
    '/api/v1/uses/switch',
    {
      schema: {
        tags: ['uses'],
        security: [{ apiKey: [] }],
        operationId: 'switchUses',
        summary: 'Give every use of one entry another one of the same service',
        description: 'Needs `uses:write`; `onBehalfOf` also needs `act-as-user`. The other one is tested first.',
        body: UseSwitch,
        response: { 200: SwitchResult, '4xx': PROBLEM, '5xx': PROBLEM },
      },
      onRequest: admit,
    },
    async (request, reply) =>
      reply.headers(API_HEADERS).send(await app.switchAccountFor(grantOf(request), request.body)),
  )
  server.get(
    '/api/v1/uses/:consumer',
    {
      schema: { ...ABOUT, operationId: 'getUses', summary: 'What a workflow uses, and gets now', response: ANSWER },
      onRequest: admit,
    },
    async (request, reply) => {
      reply.headers(API_HEADERS)
      return app.getUses(grantOf(request), request.params.consumer)
    },
  )
}
