import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestServer, PAGE_HEADERS, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await makeTestServer({ deployment: { publicUrl: 'https://flow.example.com' } })
  await server.start()
})
afterEach(() => server.remove())

it('every answer keeps browsers at https where people come by https', async () => {
  const host = 'flow.example.com'
  for (const url of ['/', '/api/page/session', '/api/page/none', '/api/v1/uses/a', '/healthz', '/embed.js']) {
    const { headers } = await server.inject({ url, headers: { ...PAGE_HEADERS, host } })
    expect(headers['strict-transport-security'], url).toBe('max-age=31536000')
  }
})
