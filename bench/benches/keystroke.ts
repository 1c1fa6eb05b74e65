import type { Browser, Page } from 'playwright'
import type { Measure } from '../../score/measure.ts'
import { type Comparison, compareInTurn, describeSide, median } from '../lab/compare-in-turn.ts'
import { typeOne, watchStrokes } from '../lab/time-strokes.ts'
import { untilStands, untilTypable, watchForControl } from '../lab/until-typable.ts'
import { type Forms, withForms } from '../lab/with-forms.ts'

const TARGET = 0.6
const MOST_GROWTH = 4
const ROUNDS = 21
const STROKES = 6
/** The pace of a fast typist: what a key leaves to do is done before the next one. */
const PAUSE_MS = 60

/**
 * From a key to the frame that shows its letter, in a form with so many visible fields. The clock starts with the key's
 * own time stamp and ends with the first task after the frame that follows the change. Both sides are typed into in turn,
 * in browsers that wait for no screen. A box without any form around it says what the browser alone needs.
 */
export function keystroke(fields: 50 | 500): Measure {
  return {
    id: `keystroke-${fields}`,
    measure: `ms from a keystroke to the frame with its letter, at ${fields} fields, as a share of @rjsf/core with Ajv`,
    target: fields === 500 ? `≤ ${TARGET}, and below ${MOST_GROWTH} times ours at 50` : `≤ ${TARGET}`,
    quick: false,
    run: () =>
      withForms(async forms => {
        const found = await compare(forms, fields)
        const small = fields === 500 ? await compare(forms, 50) : undefined
        const growth = small ? found.ours.middle / small.ours.middle : 0
        return {
          value: Number(found.ratio.toFixed(2)),
          ok: found.ratio <= TARGET && growth < MOST_GROWTH,
          details: [
            `ours ${describeSide(found.ours)} ms, stock ${describeSide(found.theirs)} ms, a bare box in its page ${found.bare.toFixed(1)} ms`,
            `middle of ${ROUNDS} pairs in turn, of ${STROKES} keys each, between ${describeRange(found)}`,
            ...(small ? [describeGrowth(found, small)] : []),
          ],
        }
      }),
  }
}

function describeRange({ range }: Comparison): string {
  return range.map(share => share.toFixed(2)).join(' and ')
}

function describeGrowth(large: Comparison, small: Comparison): string {
  const growth = (side: 'ours' | 'theirs') => (large[side].middle / small[side].middle).toFixed(1)
  return `at 50 fields ours ${describeSide(small.ours)} ms, so it grew ${growth('ours')} times; stock ${growth('theirs')} times`
}

async function compare({ browser, ours, stock }: Forms, fields: number): Promise<Comparison & { bare: number }> {
  const [own, other] = [await open(browser, ours(`bench-${fields}`)), await open(browser, stock(`bench-${fields}`))]
  try {
    const found = await compareInTurn(
      () => typeSome(own),
      () => typeSome(other),
      ROUNDS,
    )
    await other.evaluate(() => {
      const box = document.createElement('input')
      document.body.prepend(box)
      box.focus()
    })
    return { ...found, bare: await typeSome(other) }
  } finally {
    await Promise.all([own, other].map(page => page.context().close()))
  }
}

async function open(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await watchStrokes(page)
  await watchForControl(page, 'group0/field1')
  await page.goto(url)
  await untilTypable(page)
  await untilStands(page)
  return page
}

/** The middle of some keys in a row. */
async function typeSome(page: Page): Promise<number> {
  await page.bringToFront()
  const times: number[] = []
  for (let key = 0; key < STROKES; key++) {
    await page.waitForTimeout(PAUSE_MS)
    times.push(await typeOne(page))
  }
  return median(times)
}
