import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { addStaticPage } from '../../src/server/add-static-page.ts'
import type { TypedServer } from '../../src/server/route-types.ts'
import { API_HEADERS } from '../../src/server/security-headers.ts'
import { BENCH_SCHEMAS } from './bench-schemas.ts'

/**
 * Serves the stock page by the very code that serves ours, with the same headers, and its schemas as our API answers.
 * One rule is looser: live Ajv makes code from strings, which ours forbids.
 */
const [webRoot = ''] = process.argv.slice(2)
const server = fastify({ forceCloseConnections: true })
server.addHook('onSend', async (_request, reply) => {
  const policy = reply.getHeader('content-security-policy')
  if (typeof policy !== 'string') return
  reply.header(
    'content-security-policy',
    policy
      .replace("script-src 'self'", "script-src 'self' 'unsafe-eval'")
      .replace("; require-trusted-types-for 'script'", ''),
  )
})
server.get<{ Params: { name: string } }>('/schemas/:name.json', async ({ params }, reply) => {
  reply.headers(API_HEADERS)
  return BENCH_SCHEMAS[params.name]
})
await addStaticPage(server as unknown as TypedServer, { webRoot, embedFrames: [] })
await server.listen({ host: 'localhost', port: 0 })
process.send?.({ ready: { url: `http://localhost:${(server.server.address() as AddressInfo).port}` } })
// Whoever started us is gone, perhaps killed: nobody else would end us.
process.on('disconnect', () => process.exit())
