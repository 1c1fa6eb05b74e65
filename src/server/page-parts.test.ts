import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPageParts } from './page-parts.ts'

let webRoot: string
beforeEach(() => {
  webRoot = mkdtempSync(join(tmpdir(), 'flow-page-'))
})
afterEach(() => rmSync(webRoot, { recursive: true, force: true }))

function partsOf(manifest: object): (url: string) => string | undefined {
  mkdirSync(join(webRoot, '.vite'))
  writeFileSync(join(webRoot, '.vite', 'manifest.json'), JSON.stringify(manifest))
  return readPageParts(webRoot)
}

const MANIFEST = {
  'index.html': { file: 'assets/index.js', imports: ['_page.js'] },
  '_page.js': { file: 'assets/page.js' },
  '_form.js': { file: 'assets/form.js', imports: ['_page.js'] },
  'src/web/pages/accounts-page.tsx': { file: 'assets/accounts.js', imports: ['index.html'] },
  'src/web/pages/preview-page.tsx': { file: 'assets/preview.js', imports: ['_form.js', 'index.html'] },
  'src/web/pages/consent-page.tsx': { file: 'assets/consent.js' },
  'src/web/pages/not-found-page.tsx': { file: 'assets/nowhere.js' },
}
const link = (file: string) => `</assets/${file}.js>; rel=modulepreload; crossorigin`

describe('the parts of a page', () => {
  it('are its script and what that imports, without those that the document names', () => {
    expect(partsOf(MANIFEST)('/preview/depot-basic?width=320')).toBe(`${link('preview')}, ${link('form')}`)
  })

  it.each([
    ['/', 'accounts'],
    ['/?q=x', 'accounts'],
    ['/connect/consent/abc', 'consent'],
    ['/nowhere', 'nowhere'],
    ['/__proto__', 'nowhere'],
  ])('of %s are those of the %s page', (url, file) => {
    expect(partsOf(MANIFEST)(url)).toBe(link(file))
  })

  it('are left to the page where its build says nothing of them', () => {
    expect(readPageParts(webRoot)('/preview')).toBeUndefined()
  })

  it('are left to the page where it is all in one', () => {
    expect(partsOf({ 'index.html': { file: 'assets/index.js' } })('/')).toBeUndefined()
  })
})
