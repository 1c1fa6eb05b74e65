import type { Browser, Page } from 'playwright'
import type { Measure } from '../../score/measure.ts'
import { compareInTurn, describeSide, median } from '../lab/compare-in-turn.ts'
import { typeOne, watchStrokes } from '../lab/time-strokes.ts'
import { untilTypable, watchForControl } from '../lab/until-typable.ts'
import { withForms } from '../lab/with-forms.ts'

const TARGET = 0.6
const MOST_GROWTH = 4
const ROUNDS = 21
const STROKES = 8

/** From a key to the frame that shows its letter, in a form with so many fields. */
export function keystroke(fields: 50 | 500): Measure {
  return {
    id: `keystroke-${fields}`,
    measure: `ms from a keystroke to the frame with its letter, at ${fields} fields, as a share of @rjsf/core with Ajv`,
    target: fields === 500 ? `≤ ${TARGET}, and below ${MOST_GROWTH} times ours at 50` : `≤ ${TARGET}`,
    quick: false,
    run: () =>
      withForms(async ({ browser, ours, stock }) => {
        const compare = async (size: number, rounds: number) => {
          const [own, other] = [await open(browser, ours(`bench-${size}`)), await open(browser, stock(`bench-${size}`))]
          const found = await compareInTurn(
            () => typeSome(own),
            () => typeSome(other),
            rounds,
          )
          await Promise.all([own, other].map(page => page.context().close()))
          return found
        }
        const found = await compare(fields, ROUNDS)
        const small = fields === 500 ? await compare(50, ROUNDS) : undefined
        const growth = small ? found.ours.middle / small.ours.middle : 0
        return {
          value: Number(found.ratio.toFixed(2)),
          ok: found.ratio <= TARGET && growth < MOST_GROWTH,
          details: [
            `ours ${describeSide(found.ours)} ms, stock ${describeSide(found.theirs)} ms`,
            `middle of ${ROUNDS} pairs in turn of ${STROKES} keys each, between ${found.range.map(share => share.toFixed(2)).join(' and ')}`,
            ...(small
              ? [
                  `at 50 fields ours ${describeSide(small.ours)} ms, so growth ${growth.toFixed(1)} (stock ${(found.theirs.middle / small.theirs.middle).toFixed(1)})`,
                ]
              : []),
          ],
        }
      }),
  }
}

async function open(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await watchStrokes(page)
  await watchForControl(page, 'group0/field1')
  await page.goto(url)
  await untilTypable(page)
  return page
}

/** The middle of some keys in a row. */
async function typeSome(page: Page): Promise<number> {
  await page.bringToFront()
  const times: number[] = []
  for (let key = 0; key < STROKES; key++) times.push(await typeOne(page))
  return median(times)
}
