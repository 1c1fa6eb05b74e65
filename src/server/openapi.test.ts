import { fileURLToPath } from 'node:url'
import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import type { App } from '#app/app.ts'
import { addV1Routes } from './add-v1-routes.ts'
import type { TypedServer } from './route-types.ts'

async function generate(): Promise<{ text: string; document: Record<string, never> }> {
  const limits = { aMinute: () => async () => undefined, countRead: () => undefined }
  const tools = { app: { limits } as unknown as App }
  const server = fastify()
  // Only the description is asked for: no use-case is ever called.
  await server.register(async scope => addV1Routes(scope as unknown as TypedServer, tools))
  const answer = await server.inject('/api/v1/openapi.json')
  await server.close()
  return { text: `${JSON.stringify(answer.json(), null, 2)}\n`, document: answer.json() }
}

describe('openapi.json', () => {
  it('in docs is what the routes say (vitest -u writes it anew)', async () => {
    const { text } = await generate()
    await expect(text).toMatchFileSnapshot(fileURLToPath(new URL('../../docs/openapi.json', import.meta.url)))
  })

  it('describes the routes for keys and nothing else', async () => {
    const { document } = await generate()
    expect(Object.keys(document['paths'] ?? {}).toSorted()).toEqual([
      '/api/v1/about',
      '/api/v1/accounts/{id}',
      '/api/v1/connect-sessions',
      '/api/v1/connect-sessions/claim',
      '/api/v1/connections',
      '/api/v1/connections/apply',
      '/api/v1/connectors/uploads',
      '/api/v1/connectors/uploads/{id}',
      '/api/v1/connectors/uploads/{id}/deploy',
      '/api/v1/credentials/read',
      '/api/v1/inputs/resolve',
      '/api/v1/providers',
      '/api/v1/providers/load',
      '/api/v1/providers/template',
      '/api/v1/providers/{id}',
      '/api/v1/settings',
      '/api/v1/uses/switch',
      '/api/v1/uses/{consumer}',
      '/api/v1/webhooks',
      '/api/v1/webhooks/{id}',
      '/api/v1/webhooks/{id}/deliveries',
      '/api/v1/webhooks/{id}/deliveries/{event}/again',
      '/api/v1/webhooks/{id}/key',
      '/api/v1/webhooks/{id}/test',
    ])
  })

  it('needs a key for every operation', async () => {
    const { document } = await generate()
    for (const path of Object.values<Record<string, { security: unknown }>>(document['paths'] ?? {})) {
      for (const operation of Object.values(path)) expect(operation.security).toEqual([{ apiKey: [] }])
    }
  })
})
