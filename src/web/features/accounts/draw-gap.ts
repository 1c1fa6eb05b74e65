/** Blocks of rows that are gaps now, and how each is drawn. */
const gaps = new WeakMap<Element, () => void>()

/** Says how the gap that stands at `element` is drawn at once; undone by calling what it gives. */
export function registerGap(element: Element, draw: () => void): () => void {
  gaps.set(element, draw)
  return () => gaps.delete(element)
}

/** Draws the rows of a gap before the keys go there; nothing where rows stand already. */
export function drawGap(element: Element | null | undefined): void {
  if (element) gaps.get(element)?.()
}
