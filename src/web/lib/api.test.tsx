import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import { callApi, isUnreachable } from './api.ts'

afterEach(() => vi.unstubAllGlobals())

function answer(make: (path: string, init: RequestInit) => Response | Promise<Response>) {
  const seen: RequestInit[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    seen.push(init)
    return make(path, init)
  })
  return seen
}

describe('callApi', () => {
  it('sends our header, the row version and the idempotency key', async () => {
    const seen = answer(() => Response.json({ fine: true }))
    await callApi('PUT', '/x', { body: { a: 1 }, rowVersion: 7, idempotencyKey: 'k' })
    expect(seen[0]).toMatchObject({
      method: 'PUT',
      body: '{"a":1}',
      headers: { 'X-Flow': '1', 'If-Match': '"7"', 'Idempotency-Key': 'k', 'Content-Type': 'application/json' },
    })
  })

  it('gives null for an answer without a body', async () => {
    answer(() => new Response(null, { status: 204 }))
    expect(await callApi('DELETE', '/x')).toBeNull()
  })

  it('throws the problem the server named, with its fields', async () => {
    const errors = [{ pointer: '/label', code: 'taken', detail: 'This label is taken.' }]
    answer(() => Response.json({ code: 'label_taken', detail: 'Taken.', instance: 'req-1', errors }, { status: 409 }))
    const error = await callApi('POST', '/x', { body: {} }).catch(thrown => thrown)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'label_taken', fields: errors, meta: { instance: 'req-1' } })
  })

  it('takes an answer that is no JSON as a fault, never as a result', async () => {
    answer(() => new Response('<html>', { status: 200 }))
    await expect(callApi('GET', '/x')).rejects.toMatchObject({ code: 'internal' })
  })

  it('tells a silent server from one that refuses', async () => {
    answer(() => Promise.reject(new TypeError('failed to fetch')))
    const silent = await callApi('GET', '/x').catch(thrown => thrown)
    expect(isUnreachable(silent)).toBe(true)
    answer(() => Response.json({ code: 'temporarily_unavailable', detail: 'd' }, { status: 503 }))
    expect(isUnreachable(await callApi('GET', '/x').catch(thrown => thrown))).toBe(false)
  })
})
