import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import type { App } from '#app/app.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { answerProblems } from './problem-replies.ts'

async function failWith(error: unknown) {
  const faults: unknown[] = []
  const server = fastify()
  const log: App['log'] = {
    signInRefused: () => undefined,
    request: () => {},
    fault: (_id, fault) => faults.push(fault),
  }
  answerProblems(server, { log } as App)
  server.get('/', async () => {
    throw error
  })
  const answer = await server.inject('/')
  await server.close()
  return { answer, faults }
}

describe('a failure', () => {
  it('of ours is answered by its code and is not logged as a fault', async () => {
    const { answer, faults } = await failWith(new AppError('busy', { detail: 'Later.', retryAfter: 1.5 }))
    expect(answer.statusCode).toBe(503)
    expect(answer.headers).toMatchObject({ 'retry-after': '2', 'content-type': 'application/problem+json' })
    expect(answer.json()).toMatchObject({ code: 'busy', detail: 'Later.', retryable: true })
    expect(faults).toEqual([])
  })

  it.each([
    ['an Error', new Error('canary in a message')],
    ['an error that names its own status', Object.assign(new Error('canary'), { statusCode: 418 })],
    ['a text', 'canary'],
    ['nothing', undefined],
  ])('that nobody foresaw says nothing of itself but is logged: %s', async (_name, error) => {
    const { answer, faults } = await failWith(error)
    expect([answer.statusCode, answer.json().code]).toEqual([500, 'internal'])
    expect(answer.payload).not.toMatch(/canary|at /)
    expect(faults).toHaveLength(1)
  })

  it('of a missing key names the way to send one', async () => {
    const { answer } = await failWith(new AppError('unauthorized', { detail: 'x' }))
    expect(answer.headers['www-authenticate']).toBe('Bearer')
  })
})
