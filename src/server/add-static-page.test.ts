import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addStaticPage } from './add-static-page.ts'

let webRoot: string
beforeEach(() => {
  webRoot = mkdtempSync(join(tmpdir(), 'flow-page-'))
  for (const folder of ['.vite', 'assets']) mkdirSync(join(webRoot, folder))
  writeFileSync(join(webRoot, 'index.html'), '<title>page</title>')
  writeFileSync(join(webRoot, 'assets', 'preview.js'), '')
  const manifest = {
    'src/web/pages/accounts-page.tsx': { file: 'assets/accounts.js' },
    'src/web/pages/preview-page.tsx': { file: 'assets/preview.js' },
  }
  writeFileSync(join(webRoot, '.vite', 'manifest.json'), JSON.stringify(manifest))
})
afterEach(() => rmSync(webRoot, { recursive: true, force: true }))

async function linkOf(url: string): Promise<unknown> {
  const server = Fastify()
  addStaticPage(server, { webRoot, embedFrames: [] })
  const answer = await server.inject({ url, headers: { accept: 'text/html' } })
  await server.close()
  expect(answer.statusCode).toBe(200)
  return answer.headers['link']
}

describe('the document of an address', () => {
  it.each([
    ['/', '</assets/accounts.js>; rel=modulepreload; crossorigin'],
    ['/preview/depot-basic', '</assets/preview.js>; rel=modulepreload; crossorigin'],
  ])('%s names the scripts of its page', async (url, link) => {
    expect(await linkOf(url)).toBe(link)
  })

  it('is the only file that does', async () => {
    expect(await linkOf('/assets/preview.js')).toBeUndefined()
  })
})
