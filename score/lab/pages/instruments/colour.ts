/** Red, green and blue of 0 to 255, and how much of what is behind they cover. */
export type Colour = readonly [red: number, green: number, blue: number, cover: number]

const known = new Map<string, Colour>()
const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
const pen = canvas.getContext('2d', { willReadFrequently: true })

/** Any colour that CSS can write, as the browser paints it. */
export function readColour(text: string): Colour {
  const found = known.get(text)
  if (found) return found
  if (!pen) throw new Error('no canvas to read colours with')
  pen.clearRect(0, 0, 1, 1)
  pen.fillStyle = text
  pen.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, cover = 0] = pen.getImageData(0, 0, 1, 1).data
  const colour = [red, green, blue, cover / 255] as const
  known.set(text, colour)
  return colour
}

export function over(top: Colour, below: Colour): Colour {
  const cover = top[3]
  const mix = (i: 0 | 1 | 2) => top[i] * cover + below[i] * (1 - cover)
  return [mix(0), mix(1), mix(2), 1]
}

/** Contrast by WCAG 2.2, from 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((one, other) => other - one)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([red, green, blue]: Colour): number {
  const linear = (value: number) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** The element around, out of a shadow tree too. */
export function parentOf(element: Element): Element | null {
  const root = element.getRootNode()
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
}

/** What is painted behind an element and in it. A gradient or picture cannot be told, and counts as transparent. */
export function groundOf(element: Element | null): Colour {
  if (!element) return readColour('Canvas')
  const own = readColour(getComputedStyle(element).backgroundColor)
  return own[3] === 1 ? own : over(own, groundOf(parentOf(element)))
}

/** The share of an element that its own opacity and that of all around it leaves. */
export function opacityOf(element: Element | null): number {
  return element ? Number(getComputedStyle(element).opacity) * opacityOf(parentOf(element)) : 1
}

/** How wide a line is drawn. What is shown as at 400 % is made larger, and its lines then snap to whole points. */
export function drawnWidth(width: string, element: Element): number {
  const { currentCSSZoom = 1 } = element as Element & { currentCSSZoom?: number }
  return Math.round(Number.parseFloat(width) * currentCSSZoom)
}
