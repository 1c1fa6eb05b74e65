import { contrast, drawnWidth, groundOf, opacityOf, over, parentOf, readColour } from './colour.ts'
import { describe, isOn, seenControls, seenElements } from './seen.ts'

export interface Contrasts {
  /** How many were measured, and the faintest of them. */
  measured: number
  least: number
  faint: string[]
}

const TEXT = 4.5
const LARGE = 3
const PARTS = 3

/** Of every text on screen to what is painted behind it. */
export function textContrasts(): Contrasts {
  const texts = seenElements().filter(element => hasWords(element) && isOn(element))
  return judge(texts.map(element => ({ what: describe(element), least: leastFor(element), ratio: textRatio(element) })))
}

/** Of the frames of boxes, and of pictures that are the only face of a control, to what is around them. */
export function partContrasts(): Contrasts {
  const controls = seenControls()
  const boxes = controls.filter(control => control.matches('input:not([type=range]), select, textarea'))
  const faces = controls.filter(control => !control.innerText.trim()).flatMap(control => drawingIn(control) ?? [])
  return judge([
    ...boxes.map(box => ({ what: describe(box), least: PARTS, ratio: frameRatio(box) })),
    ...faces.map(face => ({
      what: `drawing in ${describe(face.closest('button, a') ?? face)}`,
      least: PARTS,
      ratio: drawingRatio(face),
    })),
  ])
}

function judge(all: { what: string; least: number; ratio: number }[]): Contrasts {
  const faint = all.filter(({ ratio, least }) => ratio < least)
  return {
    measured: all.length,
    least: Math.min(21, ...all.map(({ ratio, least }) => (ratio * PARTS) / least)),
    faint: faint.map(({ what, ratio, least }) => `${ratio.toFixed(2)} of ${least}: ${what}`),
  }
}

function hasWords(element: Element): boolean {
  if (element.matches('option, title, style, script')) return false
  return [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
}

/** Large is 24 px, or 18.66 px where it is bold. */
function leastFor(element: Element): number {
  const { fontSize, fontWeight } = getComputedStyle(element)
  const size = Number.parseFloat(fontSize)
  return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? LARGE : TEXT
}

function textRatio(element: Element): number {
  return ratioOn(getComputedStyle(element).color, element)
}

function ratioOn(colour: string, element: Element): number {
  const ground = groundOf(element)
  const [red, green, blue, cover] = readColour(colour)
  return contrast(over([red, green, blue, cover * opacityOf(element)], ground), ground)
}

/** A box is known by its frame, or by a ground that differs from what is around it. The frame may be drawn around it. */
function frameRatio(box: Element): number {
  const frames = [box, ...around(box, 3)]
  return Math.max(
    ...frames.map(frame => Math.max(borderRatio(frame), contrast(groundOf(frame), groundOf(parentOf(frame))))),
  )
}

function borderRatio(element: Element): number {
  const { borderBottomColor, borderBottomWidth, borderBottomStyle } = getComputedStyle(element)
  if (borderBottomStyle === 'none' || drawnWidth(borderBottomWidth, element) < 1) return 1
  const ground = groundOf(parentOf(element))
  return contrast(over(readColour(borderBottomColor), ground), ground)
}

function around(element: Element, levels: number): Element[] {
  const parent = parentOf(element)
  return parent && levels > 0 ? [parent, ...around(parent, levels - 1)] : []
}

function drawingIn(control: Element): Element | undefined {
  return control.querySelector('svg') ?? undefined
}

function drawingRatio(drawing: Element): number {
  const { color, stroke, fill } = getComputedStyle(drawing)
  return Math.max(...[color, stroke, fill].filter(one => one !== 'none').map(one => ratioOn(one, drawing)))
}
