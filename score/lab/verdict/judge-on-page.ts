import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { APP_HEADERS } from '#server/security-headers.ts'
import type { JsonObject } from '#shared/json.ts'
import { type Asset, bundle } from '../bundle.ts'
import type { PageAnswer } from './page-judge.ts'
import type { VerdictForm } from './read-forms.ts'

/** What the page's own build makes of modules. */
const CONFIG = join(import.meta.dirname, '..', '..', '..', 'vite.config.ts')

export interface PageJudge {
  judge(form: VerdictForm, sets: readonly JsonObject[]): Promise<PageAnswer[]>
  /** Whatever the browser complained of. */
  complaints: string[]
}

/** The page's own judge in a browser, under the page's headers, at the address of a running server. */
export async function openPageJudge(browser: Browser, url: string): Promise<PageJudge> {
  const entry = join(import.meta.dirname, 'page-judge.ts')
  const assets = await bundle(entry, { configFile: CONFIG, base: '/verdict/' })
  const context = await browser.newContext({ baseURL: url, locale: 'en-US' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => complaints.push(message.text()))
  await serve(page, assets)
  await page.goto('/verdict')
  await page.waitForFunction(() => 'judgeOnPage' in globalThis)
  return {
    complaints,
    async judge({ type }, sets) {
      const call = `judgeOnPage(${JSON.stringify(type)}, ${JSON.stringify(JSON.stringify(sets))})`
      return JSON.parse(await page.evaluate<string>(call)) as PageAnswer[]
    },
  }
}

async function serve(page: Page, assets: readonly Asset[]): Promise<void> {
  const html = '<!doctype html><title>Verdict</title><script type="module" src="/verdict/entry.js"></script>'
  const send = (type: string, body: string | Buffer) => ({ headers: { ...APP_HEADERS, 'Content-Type': type }, body })
  await page.route('/verdict', route => route.fulfill(send('text/html', html)))
  await page.route('/verdict/*', route => {
    const asset = assets.find(({ name }) => route.request().url().endsWith(`/verdict/${name}`))
    return asset ? route.fulfill(send('text/javascript', Buffer.from(asset.body))) : route.abort()
  })
}
