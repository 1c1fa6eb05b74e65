import type { Page } from 'playwright'
import type { Measure } from '../../score/measure.ts'
import { percentile } from '../lab/percentile.ts'
import { withBuiltApp } from '../lab/with-built-app.ts'

const LIMIT_MS = 100
const ROUNDS = 12

/** Links of the side bar, with a heading of the page that each opens. */
const PLACES = [
  'Action playground',
  'Preview studio',
  'Providers',
  'Activity',
  'Health',
  'Settings',
  'Connected accounts',
]

/** From a press on a link of the side bar to the frame with the page it opens, whole: no skeleton left. */
export const routeChange: Measure = {
  id: 'route-change',
  measure: `ms from a press on a link to its page on screen, 95th of 100 (${ROUNDS} rounds through all pages)`,
  target: `≤ ${LIMIT_MS}`,
  quick: false,
  run: () =>
    withBuiltApp(async ({ browser, url }) => {
      const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
      await page.goto(url)
      await page.waitForLoadState('networkidle')
      const rounds: number[][] = []
      for (let round = 0; round < ROUNDS; round++) {
        const times: number[] = []
        for (const place of PLACES) times.push(await timeRoute(page, place))
        rounds.push(times)
      }
      const all = rounds.flat()
      const p95 = percentile(all, 95)
      return {
        value: Math.round(p95),
        ok: p95 <= LIMIT_MS,
        details: PLACES.map((place, n) => {
          const times = rounds.map(round => round[n] ?? Number.NaN)
          return `${place}: ${percentile(times, 50).toFixed(0)}, at the first time ${(times[0] ?? 0).toFixed(0)}, most ${Math.max(...times).toFixed(0)}`
        }),
      }
    }),
}

async function timeRoute(page: Page, place: string): Promise<number> {
  const link = page.locator('.shell-links a').filter({ hasText: place })
  await page.evaluate(watchRoute)
  await link.click()
  const time = await page.evaluate(() => window.benchRoute)
  await page.waitForTimeout(150)
  if (time === undefined) throw new Error(`nothing was timed on the way to ${place}`)
  return time
}

declare global {
  interface Window {
    /** Settles with the ms from the next click to the frame in which another page stands. */
    benchRoute?: Promise<number>
  }
}

function watchRoute(): void {
  const before = document.querySelector('h1')
  window.benchRoute = new Promise(resolve => {
    addEventListener(
      'click',
      click => {
        const observer = new MutationObserver(look)
        function look() {
          const heading = document.querySelector('h1')
          if (!heading || heading === before || document.querySelector('.skeleton, .skeleton-fields')) return
          observer.disconnect()
          requestAnimationFrame(() => scheduler.postTask(() => resolve(performance.now() - click.timeStamp)))
        }
        observer.observe(document, { childList: true, subtree: true })
      },
      { capture: true, once: true },
    )
  })
}
