import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { cookieOf } from './fixtures/matrix-world.ts'
import { makeTeamServer, proxyHeaders } from './fixtures/proxy-team.ts'
import type { TestServer } from './fixtures/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await makeTeamServer()
  await server.start()
})
afterAll(() => server.remove())

it('who leaves the group of administrators is none at the next request of the same session, and their keys end', async () => {
  const body = { name: 'engine', expiresInDays: 1, scopes: ['uses:write'] }
  const made = await server.call('POST', '/api/page/keys', body, proxyHeaders('eve', { admin: true }))
  expect(made.status).toBe(201)
  const cookie = cookieOf(made.headers)
  const keys = (admin: boolean) =>
    server.call('GET', '/api/page/keys', undefined, { ...proxyHeaders('eve', { admin }), cookie })
  const { key } = made.body as CreatedApiKey
  const useKey = () => server.call('GET', '/api/v1/uses/flow-1', undefined, { authorization: `Bearer ${key}` })
  expect([(await keys(true)).status, (await useKey()).status]).toEqual([200, 200])
  expect([(await keys(false)).status, (await useKey()).status]).toEqual([403, 401])
  // Whoever comes back into the group makes new ones.
  expect((await keys(true)).status).toBe(200)
  expect((await useKey()).status).toBe(401)
})
