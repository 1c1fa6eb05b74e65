import type { Page } from 'playwright'

declare global {
  interface Window {
    /** The control, and when the frame with it had been painted, in ms since the navigation began. */
    benchControl?: Promise<{ id: string; at: number }>
  }
}

/** From now on every document of the page notes when the text box at the path `name` has been painted. */
export async function watchForControl(page: Page, name: string): Promise<void> {
  await page.addInitScript(field => {
    const find = () =>
      [...document.querySelectorAll('input')].find(
        // Ours are called by their JSON Pointer, those of the stock form by their names.
        ({ id, disabled, readOnly, type }) =>
          (id === `fc/${field}` || id === `root_${field.replaceAll('/', '_')}`) &&
          type === 'text' &&
          !disabled &&
          !readOnly,
      )
    // Looked for in frames alone: asking for it after each change would make the browser lay out a page that it does not show
    // yet, once more than it does for people.
    window.benchControl = new Promise(resolve => {
      const look = () => {
        const control = find()
        if (!control?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
          requestAnimationFrame(look)
          return
        }
        // The first task after the frame: it has been painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve({ id: control.id, at: performance.now() })
        port2.postMessage(undefined)
      }
      requestAnimationFrame(look)
    })
  }, name)
}

/** Waits for that frame and gives its time. Throws when the box then does not take what is typed. */
export async function untilTypable(page: Page): Promise<number> {
  const { id, at } = (await page.waitForFunction(() => window.benchControl).then(handle => handle.jsonValue())) ?? {}
  if (id === undefined || at === undefined) throw new Error('no control was drawn')
  const control = page.locator(`[id="${id}"]`)
  await control.focus()
  await page.keyboard.type('ab')
  const typed = await control.inputValue()
  if (typed !== 'ab') throw new Error(`the box holds "${typed}" after "ab" was typed`)
  return at
}

/**
 * Waits until the page's own window stands where the server's stood, where there was one, and gives the ms from the
 * navigation until then. Throws when what was typed before is lost, or the focus.
 */
export async function untilStands(page: Page): Promise<number> {
  await page.waitForFunction(() => window.benchControl && !document.getElementById('first-window'))
  const { at, typed } = await page.evaluate(() => ({
    at: performance.now(),
    typed: document.activeElement instanceof HTMLInputElement ? document.activeElement.value : undefined,
  }))
  if (typed !== 'ab') throw new Error(`the box holds "${typed}" after the page stood`)
  return at
}
