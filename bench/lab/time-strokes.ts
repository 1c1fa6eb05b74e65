import type { Page } from 'playwright'

declare global {
  interface Window {
    /** Settles after the frame that follows the next change of a text box, with the ms since its key. */
    benchStroke?: Promise<number>
    benchNextStroke?: () => void
  }
}

/** From now on every document of the page times its keys. */
export async function watchStrokes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let pressedAt = 0
    window.addEventListener('keydown', event => (pressedAt = event.timeStamp), true)
    window.benchNextStroke = () => {
      window.benchStroke = new Promise(resolve => {
        const onInput = () => {
          // Drawn by now: a change of a text box is committed before its event ends.
          requestAnimationFrame(() =>
            // The first task after that frame: it waits for nothing else.
            scheduler.postTask(() => resolve(performance.now() - pressedAt), { priority: 'user-blocking' }),
          )
        }
        window.addEventListener('input', onInput, { capture: true, once: true })
      })
    }
  })
}

/** Types a letter into the box that has the focus; gives the ms from its key until its frame has been painted. */
export async function typeOne(page: Page): Promise<number> {
  await page.evaluate(() => window.benchNextStroke?.())
  await page.keyboard.press('a')
  const time = await page.evaluate(() => window.benchStroke)
  if (time === undefined) throw new Error('the key changed nothing')
  return time
}
