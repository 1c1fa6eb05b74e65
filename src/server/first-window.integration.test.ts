import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { writeType } from './fixtures/depot-connector.ts'
import { makeTestServer, type TestServer } from './fixtures/test-server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const HOSTILE = '</script><img src=x onerror=alert(1)><!-- <script> $& $1'

let web: string
let server: TestServer

beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), 'flow-first-'))
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: web, emptyOutDir: true },
  })
  server = await makeTestServer()
  await cp(web, server.webRoot, { recursive: true })
  const input = {
    type: 'object',
    title: HOSTILE,
    properties: { url: { type: 'string', title: HOSTILE, description: HOSTILE, default: HOSTILE } },
  }
  const document = { name: 'depot-hostile', version: 'v1', label: 'Hostile', auth_type: 'basic', input, output: {} }
  await writeType(server.depot, { name: 'hostile', version: 'v1', document, code: 'module.exports = { connect() {} }' })
  await server.start()
})

afterAll(async () => {
  await server.remove()
  await rm(web, { recursive: true, force: true })
})

async function open(add: string, languages = 'en-US,en;q=0.9') {
  const answer = await server.inject({
    url: `/?add=${encodeURIComponent(add)}`,
    headers: { host: 'localhost:4600', accept: 'text/html', 'accept-language': languages },
  })
  return { text: answer.payload, headers: answer.headers, status: answer.statusCode }
}

/** On a busy machine the page goes ahead without its window, which is then ready for the next one who asks. */
function openDrawn(add: string, languages?: string) {
  return vi.waitFor(
    async () => {
      const answer = await open(add, languages)
      expect(answer.text).toContain('first-window')
      return answer
    },
    { timeout: 20_000, interval: 50 },
  )
}

/** The window itself, without the data beside it. */
function windowOf(text: string): string {
  return /<div id="first-window".*?<\/dialog><\/div>/s.exec(text)?.[0] ?? ''
}

describe('the first window', () => {
  it('comes with the document: boxes to type into, nothing that the policy refuses, nothing a browser would send', async () => {
    const { text, headers, status } = await openDrawn('depot-basic')
    const window = windowOf(text)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(window).toContain('<dialog open=""')
    expect(window).toMatch(/<input[^>]* id="fc\/url"/)
    expect(window).toMatch(/<input[^>]* value="5"/)
    expect(window).not.toMatch(/ style="| autofocus| on[a-z]+="/)
    expect(window).toMatch(/<button type="submit" hidden="" disabled=""/)
    // One small script before the rest: the page's own comes after the window was painted.
    expect(text.match(/<script[^>]* src="[^"]*"/g)).toEqual([expect.stringMatching(/src="\/assets\/boot-[\w-]+\.js"/)])
    expect(text).not.toContain('modulepreload')
  })

  it('brings along what the page would ask for', async () => {
    const { text } = await openDrawn('depot-basic')
    const json = /<script id="first-data" type="application\/json">(.*?)<\/script>/s.exec(text)?.[1] ?? ''
    const data = JSON.parse(json)
    expect(data.form.type).toBe('depot-basic')
    expect(data.connectors.items[0].service).toBe('depot')
    for (const path of [data.entry, ...data.ahead])
      expect((await server.inject({ url: path, headers: { host: 'localhost:4600' } })).statusCode).toBe(200)
  })

  it('is drawn in the language that the browser asks for', async () => {
    const { text } = await openDrawn('depot-basic', 'de-AT,de;q=0.9')
    expect(text).toContain('<html lang="de-AT" dir="ltr">')
    expect(windowOf(text)).toContain('Dienste suchen')
  })

  it('is drawn again in English after another language', async () => {
    await openDrawn('depot-basic', 'de')
    expect(windowOf((await openDrawn('depot-odd')).text)).toContain('Search services')
  })

  it('lets no text of a connector out of its place', async () => {
    const { text } = await openDrawn('depot-hostile')
    expect(windowOf(text)).toContain('&lt;/script&gt;')
    expect(text).not.toContain('<img src=x')
    expect(text.match(/<script/g)).toHaveLength(2)
    expect(text.match(/<\/html>/g)).toHaveLength(1)
  })

  it.each(['nothing-of-this-name', ''])('leaves ?add=%s to the page', async add => {
    const { text, status } = await open(add)
    expect(status).toBe(200)
    expect(text).not.toContain('first-window')
    expect(text).toContain('<script type="module"')
  })

  it('keeps what draws it to itself', async () => {
    const answer = await server.inject({
      url: '/.server/first-window.js',
      headers: { host: 'localhost:4600', accept: '*/*' },
    })
    expect(answer.statusCode).toBe(404)
  })
})
