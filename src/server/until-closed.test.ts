import { once } from 'node:events'
import fastify from 'fastify'
import { expect, it } from 'vitest'
import { untilClosed } from './until-closed.ts'

it('tells of a line that is cut before there was an answer, and of no other', async () => {
  const signals: AbortSignal[] = []
  const begun: (() => void)[] = []
  const server = fastify()
  server.get('/:how', async (request, reply) => {
    signals.push(untilClosed(reply))
    begun.shift()?.()
    if (request.url === '/slow') await once(signals.at(-1) ?? new EventTarget(), 'abort')
    return { done: true }
  })
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  try {
    await (await fetch(`${address}/quick`)).json()
    const controller = new AbortController()
    const asked = new Promise<void>(resolve => begun.push(resolve))
    const answer = fetch(`${address}/slow`, { signal: controller.signal })
    await asked
    controller.abort()
    await expect(answer).rejects.toThrow()
    await expect.poll(() => signals.map(signal => signal.aborted)).toEqual([false, true])
  } finally {
    await server.close()
  }
})
