import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import type { App } from '#app/app.ts'
import { parseConfig } from '#config/config.ts'
import { addPageRoutes } from './add-page-routes.ts'
import { addV1Routes } from './add-v1-routes.ts'
import { compileWhenUsed } from './compile-when-used.ts'
import type { SessionCookies } from './page-session.ts'
import type { TypedServer } from './route-types.ts'

const BODY = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } }
const ANSWER = { type: 'object', properties: { shown: { type: 'string' } } }

function serve(body: object) {
  const server = fastify()
  compileWhenUsed(server, {})
  const schema = { body, response: { 200: ANSWER } }
  server.post('/things', { schema }, () => ({ shown: 'yes', hidden: 'never sent' }))
  return server
}

describe('schemas that are compiled when they are used', () => {
  it('refuse what does not fit, and say where', async () => {
    const server = serve(BODY)
    for (const _again of [1, 2]) {
      const answer = await server.inject({ method: 'POST', url: '/things', payload: {} })
      expect(answer.json()).toMatchObject({ statusCode: 400, message: "body must have required property 'name'" })
    }
    await server.close()
  })

  it('let nothing out that the answer does not list', async () => {
    const server = serve(BODY)
    const answer = await server.inject({ method: 'POST', url: '/things', payload: { name: 'a' } })
    expect(answer.json()).toEqual({ shown: 'yes' })
    await server.close()
  })

  it('cost a start nothing', async () => {
    const server = serve({ type: 'no such type' })
    await server.ready()
    const answer = await server.inject({ method: 'POST', url: '/things', payload: {} })
    expect(answer.statusCode).toBe(500)
    await server.close()
  })
})

it('every schema of our routes can be compiled', async () => {
  // Fastify itself compiles them all before it is ready. No use-case is ever called.
  const server = fastify()
  const tools = {
    app: { limits: { aMinute: () => async () => undefined, countRead: () => undefined } } as unknown as App,
    config: parseConfig({ options: {}, env: {} }),
    cookies: {} as SessionCookies,
  }
  await server.register(async scope => addV1Routes(scope as unknown as TypedServer, tools))
  await server.register(async scope => addPageRoutes(scope as unknown as TypedServer, tools))
  await expect(server.ready()).resolves.toBe(server)
  expect(server.hasRoute({ method: 'POST', url: '/api/page/preview' })).toBe(true)
  await server.close()
})
