import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright'

/** One change of a file, in ms from its writing on, as it went by. */
export interface PreviewChange {
  /** The page asked for the new form: the change had been noticed, the folders read again, the page told. */
  asked: number
  /** The new form was there, as data. */
  answered: number
  /** Its validator was there. */
  loaded: number
  /** It had been painted, and what was typed before stood in it. */
  painted: number
}

declare global {
  interface Window {
    /** Resolves with the time at which a field of this title had been painted. */
    paintOf?: (title: string) => Promise<number>
  }
}

const BOX = 'input[id="fc/user"]'
const TYPED = 'ann'

/** Opens the preview of the type in `file` and types something that every change has to keep. */
export async function openPreview(page: Page, address: string): Promise<void> {
  await page.addInitScript(() => {
    window.paintOf = title =>
      new Promise(resolve => {
        const look = () => {
          const shown = [...document.querySelectorAll('.device label')].some(label =>
            label.textContent?.includes(title),
          )
          if (!shown) return
          observer.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.timeOrigin + performance.now())
            port2.postMessage(undefined)
          })
        }
        const observer = new MutationObserver(look)
        observer.observe(document, { childList: true, subtree: true, characterData: true })
      })
  })
  await page.goto(address)
  await page.locator(BOX).fill(TYPED)
}

/** Writes the file `rounds` times, each time with another field, and follows each change until it is on screen. */
export async function timePreviewChanges(page: Page, file: string, rounds: number): Promise<PreviewChange[]> {
  const document = JSON.parse(readFileSync(file, 'utf8'))
  const { properties } = document.input
  const changes: PreviewChange[] = []
  for (let round = 0; round < rounds; round++) {
    // Not in step with anything the server does by the clock.
    await sleep(200 + ((round * 137) % 300))
    const title = `Change ${round}`
    const text = JSON.stringify({
      ...document,
      input: { ...document.input, properties: { ...properties, [`change_${round}`]: { type: 'string', title } } },
    })
    const painted = page.evaluate(name => window.paintOf?.(name), title)
    await page.evaluate(() => performance.clearResourceTimings())
    const written = performance.timeOrigin + performance.now()
    writeFileSync(file, text)
    const at = await painted
    const [asked, answered, loaded] = await page.evaluate(() => {
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
      const preview = entries.find(entry => entry.name.endsWith('/api/page/preview'))
      const rules = entries.find(entry => entry.name.includes('/validators/'))
      return [preview?.startTime, preview?.responseEnd, rules?.responseEnd].map(
        time => performance.timeOrigin + (time ?? Number.NaN),
      )
    })
    const kept = await page.locator(BOX).inputValue()
    if (kept !== TYPED) throw new Error(`after change ${round} the box holds "${kept}"`)
    const since = (time: number | undefined) => (time ?? Number.NaN) - written
    changes.push({ asked: since(asked), answered: since(answered), loaded: since(loaded), painted: since(at) })
  }
  return changes
}
