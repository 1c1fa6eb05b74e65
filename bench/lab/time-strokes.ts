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
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - pressedAt)
            port2.postMessage(undefined)
          })
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
