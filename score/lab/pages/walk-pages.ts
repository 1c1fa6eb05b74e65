import type { Browser, BrowserContext, Page } from 'playwright'
import { axeViolations } from '../../../e2e/axe.ts'
import { type RunningApp, startApp } from '../../../e2e/running-app.ts'
import { NOW } from '../../../e2e/shots/sample-accounts.ts'
import type { Scene } from '../../../e2e/shots/scenes.ts'
import type { Size } from '../../measure.ts'
import { openBrowser } from '../open-browser.ts'
import { withFolder } from '../with-folder.ts'
import { buildInstruments } from './build-instruments.ts'
import type { Contrasts } from './instruments/contrasts.ts'
import { readViews } from './read-views.ts'
import { type Stops, walkStops } from './walk-stops.ts'

/** `zoom` is a window of 1280 by 1024 px at 400 %. */
const LOOKS = ['light', 'dark', 'zoom'] as const
type LookName = (typeof LOOKS)[number]

export interface ViewReport {
  view: string
  look: LookName
  axe?: string[]
  texts?: Contrasts
  parts?: Contrasts
  targets?: { measured: number; small: string[] }
  stops?: Stops
  lost?: string[]
  /** Of all that can be pressed or filled in. */
  names?: string[]
}

export interface PageWalk {
  reports: ViewReport[]
  /** Views that could not be shown. */
  failed: string[]
}

const walks = new Map<Size, Promise<PageWalk | undefined>>()

/** Looks at every view, once for all lines of a run; `quick` at a few of them, in one look each by turns. */
export function walkPages(size: Size): Promise<PageWalk | undefined> {
  const walk = walks.get(size) ?? startWalk(size)
  walks.set(size, walk)
  return walk
}

async function startWalk(size: Size): Promise<PageWalk | undefined> {
  const browser = await openBrowser()
  if (!browser) return undefined
  try {
    return await withFolder(async home => {
      const app = await startApp({ home })
      try {
        return await walkAll({ browser, app, instruments: await buildInstruments() }, size)
      } finally {
        await app.stop()
      }
    })
  } finally {
    await browser.close()
  }
}

interface Tools {
  browser: Browser
  app: RunningApp
  instruments: string
}

async function walkAll(tools: Tools, size: Size): Promise<PageWalk> {
  const walk: PageWalk = { reports: [], failed: [] }
  const context = await openContext(tools, 'light')
  const views = await readViews(await context.newPage(), size)
  await context.close()
  for (const [index, view] of views.entries()) {
    for (const look of size === 'quick' ? [LOOKS[index % LOOKS.length] ?? 'light'] : LOOKS) {
      if (look === 'zoom' && view.wideOnly) continue
      const opened = await openContext(tools, look)
      try {
        walk.reports.push(await lookAt(await opened.newPage(), view, look))
      } catch (error) {
        walk.failed.push(`${view.name} (${look}): ${String(error).split('\n')[0]}`)
      } finally {
        await opened.close()
      }
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${views.length} views`)
  }
  return walk
}

async function openContext({ browser, app, instruments }: Tools, look: LookName): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: app.url,
    locale: 'en-US',
    viewport: look === 'zoom' ? { width: 320, height: 256 } : { width: 1280, height: 800 },
    colorScheme: look === 'dark' ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  await context.addInitScript({ content: instruments })
  context.setDefaultTimeout(20_000)
  return context
}

async function lookAt(page: Page, { name, show }: Scene, look: LookName): Promise<ViewReport> {
  await page.clock.setFixedTime(NOW)
  await show(page)
  await page.waitForFunction(() => !document.querySelector('.skeleton, .skeleton-fields'))
  const report: ViewReport = { view: name, look }
  report.names = await page.evaluate(() => window.pageInstruments.controlNames())
  report.targets = await page.evaluate(() => window.pageInstruments.smallTargets())
  if (look === 'zoom') report.lost = await page.evaluate(() => window.pageInstruments.lost())
  else {
    report.texts = await page.evaluate(() => window.pageInstruments.textContrasts())
    report.parts = await page.evaluate(() => window.pageInstruments.partContrasts())
    report.axe = await axeViolations(page)
  }
  if (look !== 'dark') report.stops = await walkStops(page)
  return report
}
