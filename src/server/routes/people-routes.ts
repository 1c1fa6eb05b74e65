import Type from 'typebox'
import { OwnedAccountPage } from '#shared/contract/accounts.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { People, PersonChange, PersonView } from '#shared/contract/people.ts'
import { ADMIN, type PageTools, type TypedServer } from '../route-types.ts'

const MOST = 200

const AfterQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 100 })),
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
    { schema: { querystring: AfterQuery, response: { 200: OwnedAccountPage } }, config: ADMIN },
    request => {
      const { after, limit } = request.query
      return as(request).listAllAccounts({ after, limit: Math.min(Number(limit ?? MOST), MOST) })
    },
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
