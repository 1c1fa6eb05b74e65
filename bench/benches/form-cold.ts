import type { Browser } from 'playwright'
import type { Measure } from '../../score/measure.ts'
import { compareInTurn, describeSide, median } from '../lab/compare-in-turn.ts'
import { untilStands, untilTypable, watchForControl } from '../lab/until-typable.ts'
import { withForms } from '../lab/with-forms.ts'

const TARGET = 0.6
const ROUNDS = 21
const BARE_ROUNDS = 9
const SLOWDOWN = 4
const FORM = 'bench-plain'

/**
 * From the start of the navigation until the first field of the form has been painted and takes text, of which nothing is
 * lost later, each time in a new profile without any cache, with the processor slowed down four times. Ours is the whole
 * app at the address that a host would link to, with its list and its window, which our server sends drawn; stock is the
 * bare form, which fetches its schema. The time until our page has taken that window over is told beside it.
 * The same boxes drawn by React alone say how much of it is nobody's form.
 */
export const formCold: Measure = {
  id: 'form-cold',
  measure: `ms from a cold start to a form one can type into, at ${SLOWDOWN}× slower, as a share of @rjsf/core with Ajv`,
  target: `≤ ${TARGET}`,
  quick: false,
  run: () =>
    withForms(async ({ browser, ours, stock, bare }) => {
      const whole: number[] = []
      const found = await compareInTurn(
        () => openCold(browser, ours(FORM), whole),
        () => openCold(browser, stock(FORM)),
        ROUNDS,
      )
      const least = await compareInTurn(
        () => openCold(browser, bare(FORM)),
        () => openCold(browser, stock(FORM)),
        BARE_ROUNDS,
      )
      return {
        value: Number(found.ratio.toFixed(2)),
        ok: found.ratio <= TARGET,
        details: [
          `ours ${describeSide(found.ours, 0)} ms, stock ${describeSide(found.theirs, 0)} ms`,
          `middle of ${ROUNDS} pairs in turn, each between ${found.range.map(share => share.toFixed(2)).join(' and ')}`,
          `until our page has taken over all that it shows: ${median(whole).toFixed(0)} ms, so ${(median(whole) / found.theirs.middle).toFixed(2)} of stock`,
          `the same boxes by React alone, without any form: ${describeSide(least.ours, 0)} ms, so ${least.ratio.toFixed(2)} of stock`,
        ],
      }
    }),
}

async function openCold(browser: Browser, url: string, whole: number[] = []): Promise<number> {
  const context = await browser.newContext({ locale: 'en-US' })
  try {
    const page = await context.newPage()
    await watchForControl(page, 'url')
    // The process of the page exists before it is slowed down and timed; nothing of either page is fetched yet.
    await page.goto(new URL('/icon.svg', url).href)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
    await page.goto(url, { waitUntil: 'commit' })
    const at = await untilTypable(page)
    whole.push(await untilStands(page))
    return at
  } finally {
    await context.close()
  }
}
