import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type axe from 'axe-core'
import type { Browser, Page } from 'playwright'

/** Whole it would be three times as much to read at every form. */
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const SECONDS = 30
const WIDE = { width: 1280, height: 900 }
const NARROW = { width: 320, height: 800 }
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** How a view is looked at. */
export interface Look {
  width: 'wide' | 'narrow'
  theme: 'light' | 'dark'
}

interface TabStart {
  /** Of the page that draws forms. */
  address: string
  instruments: string
}

/** A tab that draws one form after the other. Every question to it ends after half a minute. */
export interface FormTab {
  /** Draws a form and waits until it stands, or has said why it cannot. */
  draw(form: number): Promise<void>
  /** Runs in the page. Throws when there is no answer in time. */
  ask<T, A = undefined>(question: (argument: A) => T | Promise<T>, argument?: A): Promise<T>
  lookAs(look: Look): Promise<void>
  /** Rule and place of every violation that axe finds now. */
  axe(): Promise<string[]>
  /** What the console and uncaught errors said since the last call. */
  takeNoise(): { lines: string[]; throws: string[] }
  picture(path: string): Promise<void>
  /** A new tab in its place, after one that hangs. */
  renew(): Promise<void>
  close(): Promise<void>
}

export async function openFormTab(browser: Browser, { address, instruments }: TabStart): Promise<FormTab> {
  const lines: string[] = []
  const throws: string[] = []
  const start = async () => {
    const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', locale: 'en-US' })
    await context.addInitScript({ content: `${AXE};${instruments}` })
    const opened = await context.newPage()
    opened.on('console', message => {
      if (/^(warning|error|assert)$/.test(message.type())) lines.push(`${message.type()}: ${message.text()}`)
    })
    opened.on('pageerror', error => throws.push(error.message))
    await opened.goto(address, { timeout: SECONDS * 1000 })
    await opened.waitForFunction(() => window.formPage !== undefined, undefined, { timeout: SECONDS * 1000 })
    return opened
  }
  let page: Page = await start()
  const ask: FormTab['ask'] = (question, argument) =>
    inTime(page.evaluate(question as (argument: unknown) => never, argument))
  return {
    ask,
    async draw(form) {
      await ask(number => window.formPage?.draw(number), form)
      const stands = () => window.instruments.stands()
      await page.waitForFunction(stands, undefined, { timeout: SECONDS * 1000, polling: 10 }).catch(() => undefined)
    },
    async lookAs({ width, theme }) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.setViewportSize(width === 'wide' ? WIDE : NARROW)
    },
    axe: () =>
      ask(async tags => {
        const { run } = (window as unknown as { axe: typeof axe }).axe
        const found = await run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
        if (found.passes.length === 0) throw new Error('axe saw nothing')
        return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))
      }, TAGS),
    takeNoise: () => ({ lines: lines.splice(0), throws: throws.splice(0) }),
    async picture(path) {
      await page.screenshot({ path, fullPage: true })
    },
    async renew() {
      await Promise.race([page.context().close(), new Promise(resolve => setTimeout(resolve, 5000))])
      page = await start()
    },
    close: () => page.context().close(),
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer in ${SECONDS} s`)), SECONDS * 1000)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
