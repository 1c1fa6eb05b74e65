import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CreatedApiKey } from '#shared/contract/keys.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const SECRET = 's'.repeat(40)

let folder: string
let server: TestServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-demotion-'))
  await writeFile(join(folder, 'secret'), SECRET)
  server = await makeTestServer({
    deployment: { publicUrl: 'http://localhost:4600' },
    team: {
      FLOW_MODE: 'team',
      FLOW_PROXY_USER_HEADER: 'X-User',
      FLOW_PROXY_GROUPS_HEADER: 'X-Groups',
      FLOW_PROXY_ADDRESSES: '127.0.0.1',
      FLOW_PROXY_SECRET_FILE: join(folder, 'secret'),
      FLOW_ADMIN_GROUP: 'keepers',
    },
  })
  await server.start()
})
afterAll(async () => {
  await server.remove()
  await rm(folder, { recursive: true })
})

it('who leaves the group of administrators is none at the next request of the same session, and their keys end', async () => {
  const groups = (text: string) => ({ 'x-user': 'eve', 'x-groups': text, 'x-flow-proxy-secret': SECRET })
  const body = { name: 'engine', expiresInDays: 1, scopes: ['uses:write'] }
  const made = await server.call('POST', '/api/page/keys', body, groups('keepers'))
  expect(made.status).toBe(201)
  const cookie = String(made.headers['set-cookie']).split(';')[0] ?? ''
  const keys = (told: string) => server.call('GET', '/api/page/keys', undefined, { ...groups(told), cookie })
  const { key } = made.body as CreatedApiKey
  const useKey = () => server.call('GET', '/api/v1/uses/flow-1', undefined, { authorization: `Bearer ${key}` })
  expect([(await keys('keepers,others')).status, (await useKey()).status]).toEqual([200, 200])
  expect([(await keys('others')).status, (await useKey()).status]).toEqual([403, 401])
  // Whoever comes back into the group makes new ones.
  expect((await keys('keepers')).status).toBe(200)
  expect((await useKey()).status).toBe(401)
})
