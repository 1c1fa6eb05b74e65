import Type from 'typebox'
import { Account, AccountPage, AccountRename, TestResult } from '#shared/contract/accounts.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { LocaleQuery, localeOf } from '../locale-query.ts'
import type { PageTools, TypedServer } from '../route-types.ts'
import { etagOf, readIfMatch, requireIfMatch } from '../row-version.ts'

const MOST = 200

const PageQuery = Type.Object({
  ...LocaleQuery.properties,
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,3}$' })),
})

/** Connections and logins alike: the list, the test of a saved one, another label, deletion. */
export function addAccountRoutes(server: TypedServer, { as }: PageTools): void {
  server.get(
    '/api/page/accounts',
    { schema: { querystring: PageQuery, response: { 200: AccountPage } }, config: { access: 'connect' } },
    request => {
      const { query } = request
      const limit = Math.min(Number(query.limit ?? MOST), MOST)
      return as(request).listAccounts({ cursor: query.cursor, limit, locale: localeOf(query) })
    },
  )
  server.post(
    '/api/page/accounts/:id/test',
    { schema: { params: IdParams, querystring: LocaleQuery, response: { 200: TestResult } } },
    request => as(request).testAccount(request.params.id, localeOf(request.query)),
  )
  server.patch(
    '/api/page/accounts/:id',
    { schema: { params: IdParams, querystring: LocaleQuery, body: AccountRename, response: { 200: Account } } },
    async (request, reply) => {
      const { params, headers, body, query } = request
      const rowVersion = requireIfMatch(headers['if-match'])
      const account = await as(request).renameAccount({ id: params.id, rowVersion, ...body, locale: localeOf(query) })
      reply.header('ETag', etagOf(account.rowVersion))
      return account
    },
  )
  server.delete('/api/page/accounts/:id', { schema: { params: IdParams } }, async (request, reply) => {
    await as(request).deleteAccount(request.params.id, readIfMatch(request.headers['if-match']))
    return reply.status(204).send()
  })
}
