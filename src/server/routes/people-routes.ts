import Type from 'typebox'
import { AccountState, AccountSuspension, OwnedAccount, OwnedAccountPage } from '#shared/contract/accounts.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { People, PersonChange, PersonView } from '#shared/contract/people.ts'
import { ADMIN, type PageTools, type TypedServer } from '../route-types.ts'

const MOST = 200

const AllQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(Type.Exclude(AccountState, Type.Literal('unreadable'))),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,3}$' })),
})

/** For administrators: who signs in here, and what is saved by whom (security.md §6.2). */
export function addPeopleRoutes(server: TypedServer, { as }: PageTools): void {
  server.get('/api/page/people', { schema: { response: { 200: People } }, config: ADMIN }, request =>
    as(request).listPeople(),
  )
  server.patch(
    '/api/page/people/:id',
    { schema: { params: IdParams, body: PersonChange, response: { 200: PersonView } }, config: ADMIN },
    request => as(request).changePerson(request.params.id, request.body),
  )
  server.get(
    '/api/page/all-accounts',
    { schema: { querystring: AllQuery, response: { 200: OwnedAccountPage } }, config: ADMIN },
    request => {
      const { q, state, cursor, limit } = request.query
      return as(request).listAllAccounts({
        text: q?.trim(),
        state,
        cursor,
        limit: Math.min(Number(limit ?? MOST), MOST),
      })
    },
  )
  server.put(
    '/api/page/all-accounts/:id/suspension',
    { schema: { params: IdParams, body: AccountSuspension, response: { 200: OwnedAccount } }, config: ADMIN },
    request => as(request).suspendAccount(request.params.id, request.body.suspended),
  )
  server.delete(
    '/api/page/all-accounts/:id',
    { schema: { params: IdParams }, config: ADMIN },
    async (request, reply) => {
      await as(request).deleteAnyAccount(request.params.id)
      return reply.status(204).send()
    },
  )
}
