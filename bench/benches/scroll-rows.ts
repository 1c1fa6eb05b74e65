import type { Page } from 'playwright'
import type { Measure } from '../../score/measure.ts'
import { openTenThousand } from '../lab/open-ten-thousand.ts'
import { type Task, traceTasks } from '../lab/trace-tasks.ts'
import { withBuiltApp } from '../lab/with-built-app.ts'

const LIMIT_MS = 50
const TURNS = 200
const TURN_PX = 500
const JUMPS = 24

/** The wheel turned without a pause, and the bar dragged to anywhere, in a list of ten thousand entries. */
export const scrollRows: Measure = {
  id: 'scroll-rows',
  measure: 'ms of the longest task of the page while 10 000 accounts are scrolled',
  target: `≤ ${LIMIT_MS}`,
  quick: false,
  run: () =>
    withBuiltApp(async app => {
      const page = await openTenThousand(app)
      const turned = await traceTasks(app.browser, page, () => turn(page))
      const jumped = await traceTasks(app.browser, page, () => jump(page))
      const longest = Math.max(...[...turned, ...jumped].map(({ milliseconds }) => milliseconds))
      return {
        value: Number(longest.toFixed(1)),
        ok: longest <= LIMIT_MS,
        details: [
          `${TURNS} turns of the wheel by ${TURN_PX} px: ${describe(turned)}`,
          `${JUMPS} jumps to anywhere: ${describe(jumped)}`,
        ],
      }
    }),
}

async function turn(page: Page): Promise<void> {
  await page.mouse.move(640, 500)
  for (let n = 0; n < TURNS; n++) {
    await page.mouse.wheel(0, TURN_PX)
    await page.waitForTimeout(50)
  }
  await page.waitForTimeout(500)
}

async function jump(page: Page): Promise<void> {
  for (let n = 0; n < JUMPS; n++) {
    await page.evaluate(share => scrollTo(0, document.documentElement.scrollHeight * share), ((n * 7) % JUMPS) / JUMPS)
    await page.waitForTimeout(250)
  }
}

function describe(tasks: readonly Task[]): string {
  const long = tasks.filter(({ milliseconds }) => milliseconds > LIMIT_MS).length
  const processor = Math.max(0, ...tasks.map(task => task.processor))
  const clock = tasks[0]?.milliseconds ?? 0
  return `longest ${clock.toFixed(1)} ms on the clock, ${processor.toFixed(1)} ms of processor; ${long} longer than ${LIMIT_MS} ms of ${tasks.length}`
}
