import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEarlyPage, readPageFiles, type SendPage } from './page-files.ts'

let webRoot: string
const closers: (() => unknown)[] = []
beforeEach(() => {
  webRoot = mkdtempSync(join(tmpdir(), 'flow-page-'))
  for (const folder of ['assets', '.server']) mkdirSync(join(webRoot, folder))
  writeFileSync(join(webRoot, 'index.html'), '<title>page</title>')
  writeFileSync(join(webRoot, 'embed.js'), 'hosts()')
  writeFileSync(join(webRoot, 'assets', 'page-1.js'), 'page()')
  writeFileSync(join(webRoot, '.server', 'first-window.js'), 'draw()')
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  rmSync(webRoot, { recursive: true, force: true })
})

const HTML = { accept: 'text/html,*/*' }

interface Asked {
  method?: string
  headers?: Record<string, string>
}

async function ask(sendPage: SendPage | undefined, path: string, { method = 'GET', headers = {} }: Asked = {}) {
  if (!sendPage) throw new Error('no page is built')
  const server = createServer((request, response) =>
    sendPage(request, response, () => response.writeHead(404).end('otherwise')),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const { port } = server.address() as AddressInfo
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  // Not `fetch`: it would mend the path, and sets the host by itself.
  request({ port, host: '127.0.0.1', path, method, headers, agent: false }, resolve).once('error', reject).end()
  const answer = await promise
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) }
}

const files = (embedFrames: string[] = []) => readPageFiles({ webRoot, embedFrames })

describe('the built page', () => {
  it('is its document for every address a browser goes to, asked for anew each time', async () => {
    for (const path of ['/', '/preview/depot.basic?lang=de', '/nowhere']) {
      const { status, headers, body } = await ask(files(), path, { headers: HTML })
      expect([status, body]).toEqual([200, '<title>page</title>'])
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
      expect(headers['content-security-policy']).toContain("script-src 'self'")
    }
    expect((await ask(files(), '/', { method: 'HEAD' })).body).toBe('')
  })

  it('is its files, which are kept for good where their name changes with them', async () => {
    const script = await ask(files(), '/assets/page-1.js')
    expect(script.body).toBe('page()')
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    const known = String(script.headers['etag'])
    expect((await ask(files(), '/assets/page-1.js', { headers: { 'if-none-match': known } })).status).toBe(304)
    const embed = await ask(files(), '/embed.js')
    expect(embed.headers).toMatchObject({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
  })

  it.each([
    ['/assets/gone.js', HTML],
    ['/api/page/session', HTML],
    ['/nowhere', { accept: 'application/json' }],
    ['/.server/first-window.js', {}],
    ['/assets/%2e%2e/.server/first-window.js', {}],
    ['/assets/../../package.json', {}],
  ])('is not %s', async (path, headers) => {
    expect((await ask(files(), path, { headers })).body).toBe('otherwise')
  })

  it('lacks a file that went away since, and goes on', async () => {
    const sendPage = files()
    rmSync(join(webRoot, 'assets', 'page-1.js'))
    await expect(ask(sendPage, '/assets/page-1.js')).rejects.toThrow('socket hang up')
    expect((await ask(sendPage, '/embed.js')).body).toBe('hosts()')
  })

  it('is nothing that is sent to it', async () => {
    expect((await ask(files(), '/', { method: 'POST', headers: HTML })).body).toBe('otherwise')
  })

  it('lets frames that were named show the window of a host', async () => {
    const policyAt = async (path: string) =>
      (await ask(files(['https://flows.example']), path, { headers: HTML })).headers['content-security-policy']
    expect(await policyAt('/connect')).toContain('frame-ancestors https://flows.example')
    expect(await policyAt('/connected')).toContain("frame-ancestors 'none'")
  })

  it('is nothing where it was not built', () => {
    rmSync(join(webRoot, 'index.html'))
    expect(files()).toBeUndefined()
  })
})

describe('the page before there is a server', () => {
  const early = () => readEarlyPage({ webRoot, embedFrames: [], publicUrl: 'http://localhost:4610' })
  const ours = { ...HTML, host: 'localhost:4610' }

  it('is sent under its own name', async () => {
    expect((await ask(early(), '/preview/depot-basic', { headers: ours })).status).toBe(200)
    expect((await ask(early(), '/assets/page-1.js', { headers: ours })).body).toBe('page()')
  })

  it.each([
    ['under another name', '/preview', { ...HTML, host: 'evil.example' }],
    ['where a window is drawn for whoever asks', '/?add=depot', ours],
    ['where the server is asked', '/api/page/session', ours],
  ])('is not sent %s', async (_where, path, headers) => {
    expect((await ask(early(), path, { headers })).body).toBe('otherwise')
  })

  it('is not sent where people sign in first', () => {
    const team = {} as NonNullable<Parameters<typeof readEarlyPage>[0]['team']>
    expect(readEarlyPage({ webRoot, embedFrames: [], publicUrl: 'http://localhost:4610', team })).toBeUndefined()
  })
})
