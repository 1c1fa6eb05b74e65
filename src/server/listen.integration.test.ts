import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listener, listen } from './listen.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function take(port = 0, onTaken?: (taken: number, next: number) => void): Promise<Listener> {
  const listener = await listen({ port, ...(onTaken ? { onTaken } : {}) })
  closers.push(() => listener.close())
  return listener
}

async function hello() {
  const server = fastify()
  server.get('/', () => 'hello')
  await server.ready()
  closers.push(() => server.close())
  return server
}

describe('listen', () => {
  it('answers on both loopback addresses at the same port', async () => {
    const listener = await take()
    listener.serve(await hello())
    for (const host of ['127.0.0.1', '[::1]']) {
      expect(await (await fetch(`http://${host}:${listener.port}/`)).text()).toBe('hello')
    }
  })

  it('lets a request wait that came before the server was ready', async () => {
    const listener = await take()
    const early = fetch(`http://127.0.0.1:${listener.port}/`)
    await new Promise(resolve => setImmediate(resolve))
    listener.serve(await hello())
    expect(await (await early).text()).toBe('hello')
  })

  it('sends the page meanwhile, and lets the rest wait', async () => {
    const webRoot = await mkdtemp(join(tmpdir(), 'flow-page-'))
    closers.push(() => rm(webRoot, { recursive: true }))
    await writeFile(join(webRoot, 'index.html'), 'page')
    const listener = await take()
    const at = `http://localhost:${listener.port}`
    await listener.sendPage({ webRoot, embedFrames: [], publicUrl: at })
    const askForPage = () => fetch(`${at}/preview`, { headers: { accept: 'text/html' } })
    const waiting = fetch(`${at}/`, { method: 'POST' })
    expect(await (await askForPage()).text()).toBe('page')
    listener.serve(await hello())
    expect((await waiting).status).toBe(404)
    expect((await askForPage()).status).toBe(404)
  })

  it.each(['127.0.0.1', '::1'])('takes a later port when only %s is taken, and says so', async address => {
    const other = createServer().listen(0, address)
    await new Promise(resolve => other.once('listening', resolve))
    closers.push(() => other.close())
    const { port } = other.address() as AddressInfo
    const taken: [number, number][] = []
    const listener = await take(port, (was, next) => taken.push([was, next]))
    expect(taken[0]).toEqual([port, port + 1])
    expect(listener.port).toBeGreaterThan(port)
  })

  it('gives both addresses back when it is closed', async () => {
    const listener = await take()
    await listener.close()
    expect((await take(listener.port)).port).toBe(listener.port)
  })
})
