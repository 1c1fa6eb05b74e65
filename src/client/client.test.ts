import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createClient, FlowError, isProblem } from './client.ts'

const KEY = `fck_${'a'.repeat(26)}_${'C'.repeat(43)}`
const PROBLEM = {
  type: 'about:blank',
  title: 'Not found',
  status: 404,
  code: 'not_found',
  detail: 'There is no connection or login with this id.',
  instance: 'req-1',
  retryable: false,
}

interface Sent extends RequestInit {
  url: string
}

/** A client whose calls end here. */
function clientOf(answer: () => Response) {
  const sent: Sent[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({ url: String(url), ...init })
    return answer()
  }
  return { sent, client: createClient({ url: 'https://flow.example.com/', key: KEY, fetch }) }
}

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status })
const failureOf = (call: Promise<unknown>) => call.then(() => undefined).catch((error: unknown) => error as FlowError)

describe('the client', () => {
  it('sends the key in its header, to the address it was given, and follows no redirect', async () => {
    const { client, sent } = clientOf(json({ items: [] }))
    await client.getUses('flow 7/a')
    expect(sent).toMatchObject([
      {
        url: 'https://flow.example.com/api/v1/uses/flow%207%2Fa',
        method: 'GET',
        redirect: 'manual',
        headers: { authorization: `Bearer ${KEY}` },
      },
    ])
    expect(sent[0]?.body).toBeUndefined()
  })

  it('tells each of many credentials from its problem', async () => {
    const good = { kind: 'connection', value: { url: 'a' }, expiresAt: null, credVersion: 1 }
    const { client, sent } = clientOf(json([good, PROBLEM]))
    const answers = await client.readCredentials([{ id: 'con_a' }, { id: 'con_b' }])
    expect(answers.map(isProblem)).toEqual([false, true])
    expect(sent[0]?.body).toBe('[{"id":"con_a"},{"id":"con_b"}]')
  })

  it('fails with what the server said', async () => {
    const errors = [{ pointer: '/connections/0/label', code: 'invalid_label', detail: 'Use letters.' }]
    const { client } = clientOf(json({ ...PROBLEM, retryAfter: 3, retryable: true, errors }, 404))
    const failure = await failureOf(client.readCredential({ id: 'con_a' }))
    expect(failure).toBeInstanceOf(FlowError)
    const { title: _title, type: _type, ...told } = PROBLEM
    const message = `not_found: ${PROBLEM.detail}`
    expect(failure).toMatchObject({ ...told, retryable: true, retryAfter: 3, errors, message, name: 'FlowError' })
  })

  it.each([
    ['a page of a proxy', () => new Response('<html>', { status: 502 }), 'answers with 502'],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/x' } }), 'answers with 302'],
    ['a page that says it is fine', () => new Response('<html>'), 'answers with 200'],
    ['silence', () => Promise.reject(new TypeError('fetch failed')) as never, 'does not answer'],
  ])('takes %s for no answer', async (_what, answer, words) => {
    const failure = await failureOf(clientOf(answer).client.exportConnections())
    expect(failure).toMatchObject({ code: 'unreachable', status: 0, retryable: true, errors: [] })
    expect(failure?.detail).toContain(`https://flow.example.com ${words}`)
  })

  it('ends when whoever called wants no answer any more', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    const fetch = (_url: unknown, init?: RequestInit) => Promise.reject(init?.signal?.reason)
    const client = createClient({ url: 'http://localhost:4600', key: KEY, fetch: fetch as never })
    await expect(client.exportConnections({ signal })).rejects.toThrow('enough')
  })

  it('shows its key to nobody', async () => {
    const { client } = clientOf(() => Promise.reject(new TypeError('fetch failed')) as never)
    const failure = await failureOf(client.readCredential({ id: 'con_a' }))
    expect(inspect(client, { depth: 9, showHidden: true }) + inspect(failure, { depth: 9 })).not.toContain(KEY)
  })

  it.each([
    ['http://flow.example.com', KEY, 'https'],
    ['https://flow.example.com/base', KEY, 'without a path'],
    ['https://ann:x@flow.example.com', KEY, 'without a path'],
    ['flow.example.com', KEY, 'address'],
    ['https://flow.example.com', 'secret', 'no API key'],
  ])('refuses %s with %.6s before anything is sent', (url, key, words) => {
    expect(() => createClient({ url, key })).toThrow(words)
  })
})
