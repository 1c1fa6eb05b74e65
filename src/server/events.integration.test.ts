import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestServer, PAGE_HEADERS, type TestServer } from './fixtures/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await makeTestServer()
  await server.start()
})
afterAll(() => server.remove())

describe('the event stream', () => {
  it('tells of what another process wrote to the same data', async () => {
    const events: string[] = []
    const unsubscribe = server.app().subscribe(event => events.push(event))
    const other = await server.openBeside()
    await other.createApiKey({ name: 'made elsewhere', expiresInDays: null })
    await other.close()
    await expect.poll(() => events, { timeout: 20_000 }).toContain('keys')
    unsubscribe()
  })

  it('names each event, carries nothing else, and ends with the server', async () => {
    const stream = server.inject({ url: '/api/page/events', headers: PAGE_HEADERS })
    // Another route answers only after the stream was opened: both run in order on one thread.
    await server.call('GET', '/healthz')
    await server.call('POST', '/api/page/keys', { name: 'k', expiresInDays: null })
    await server.stop()
    const answer = await stream
    expect(answer.headers['content-type']).toBe('text/event-stream')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.payload).toBe(': open\n\nevent: keys\ndata: {}\n\n')
  })
})
