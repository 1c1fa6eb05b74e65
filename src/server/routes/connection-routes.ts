import {
  Account,
  ConnectionDetail,
  ConnectionTrial,
  ConnectionUpdate,
  NewConnection,
  TestResult,
} from '#shared/contract/accounts.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { PageTools, TypedServer } from '../route-types.ts'
import { etagOf, requireIfMatch } from '../row-version.ts'
import { untilClosed } from '../until-closed.ts'

export function addConnectionRoutes(server: TypedServer, { as }: PageTools): void {
  server.post(
    '/api/page/connections',
    {
      schema: { body: NewConnection, querystring: LocaleQuery, response: { 201: Account } },
      config: { access: 'connect' },
    },
    async (request, reply) => {
      const idempotencyKey = readIdempotencyKey(request.headers['idempotency-key'])
      const options = { idempotencyKey, locale: localeOf(request.query), signal: untilClosed(reply) }
      const account = await as(request).saveConnection(request.body, options)
      return reply.status(201).header('ETag', etagOf(account.rowVersion)).send(account)
    },
  )
  server.get(
    '/api/page/connections/:id',
    { schema: { params: IdParams, querystring: LocaleQuery, response: { 200: ConnectionDetail } } },
    async (request, reply) => {
      const detail = await as(request).getConnection(request.params.id, localeOf(request.query))
      return reply.header('ETag', etagOf(detail.account.rowVersion)).send(detail)
    },
  )
  server.put(
    '/api/page/connections/:id',
    { schema: { params: IdParams, body: ConnectionUpdate, querystring: LocaleQuery, response: { 200: Account } } },
    async (request, reply) => {
      const rowVersion = requireIfMatch(request.headers['if-match'])
      const { id } = request.params
      const account = await as(request).updateConnection({
        id,
        rowVersion,
        body: request.body,
        locale: localeOf(request.query),
        signal: untilClosed(reply),
      })
      return reply.header('ETag', etagOf(account.rowVersion)).send(account)
    },
  )
  server.post(
    '/api/page/connections/test',
    {
      schema: { body: ConnectionTrial, querystring: LocaleQuery, response: { 200: TestResult } },
      config: { access: 'connect' },
    },
    request => as(request).testConnection(request.body, localeOf(request.query)),
  )
}

function readIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header
  throw new AppError('bad_request', { detail: 'The header Idempotency-Key takes 1 to 200 visible characters.' })
}
