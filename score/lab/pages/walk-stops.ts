import type { CDPSession, Page } from 'playwright'
import type { Place, Stop } from './instruments/stop.ts'

const MOST = 250
/** WCAG 2.2, 1.4.11, for the ring around what has the focus. */
const RING = 3

interface NamedStop extends Stop {
  /** As the browser tells it to readers. */
  name: string
}

export interface Stops {
  walked: number
  faults: string[]
  faintestRing: number
}

/** Goes once around a page with Tab: each stop has a name and a ring, is seen, and follows the one before in reading order. */
export async function walkStops(page: Page): Promise<Stops> {
  const session = await page.context().newCDPSession(page)
  const stops: NamedStop[] = []
  const faults: string[] = []
  for (;;) {
    await page.keyboard.press('Tab')
    const stop = await readNamed(page, session)
    if (!stop && stops.length === 0) break
    const [first] = stops
    if (stop && first && stops.some(({ key }) => key === stop.key)) {
      if (stop.key !== first.key) faults.push(`holds the focus: ${stop.what}`)
      break
    }
    if (stop) stops.push(stop)
    if (stops.length > MOST) {
      faults.push(`no end after ${MOST} stops`)
      break
    }
  }
  await session.detach()
  return {
    walked: stops.length,
    faults: [...faults, ...stops.flatMap(faultsOf), ...outOfOrder(stops)],
    faintestRing: Math.min(21, ...stops.map(({ ring }) => ring)),
  }
}

async function readNamed(page: Page, session: CDPSession): Promise<NamedStop | undefined> {
  const stop = await page.evaluate(
    () => new Promise<Stop | undefined>(done => requestAnimationFrame(() => done(window.pageInstruments.readStop()))),
  )
  if (!stop) return undefined
  const { result } = await session.send('Runtime.evaluate', { expression: 'window.pageInstruments.focused()' })
  const { objectId } = result
  if (objectId === undefined) return undefined
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false })
  return { ...stop, name: String(nodes[0]?.name?.value ?? '').trim() }
}

function faultsOf({ name, what, ring, seen }: NamedStop): string[] {
  return [
    ...(name === '' ? [`no name: ${what}`] : []),
    ...(ring < RING ? [`ring of ${ring.toFixed(2)}: ${what}`] : []),
    ...(seen ? [] : [`covered, or out of the window: ${what}`]),
  ]
}

/** Within a part each stop stands below the one before, or beside it in the same row. */
function outOfOrder(stops: readonly NamedStop[]): string[] {
  return stops.flatMap((stop, index) => {
    const before = stops[index - 1]
    if (!before || before.part !== stop.part) return []
    const isSameField = before.whole.key === stop.whole.key
    const follows = isSameField ? isAfter(before.place, stop.place) : isAfter(before.whole, stop.whole)
    return follows ? [] : [`out of order: ${before.what} before ${stop.what}`]
  })
}

function isAfter(before: Place, place: Place): boolean {
  const sameRow = place.top < before.bottom - 1 && place.bottom > before.top + 1
  return sameRow ? place.along >= before.along : place.top >= before.top
}
