type Draw = () => void

/** Blocks that are to be drawn, in the order in which they came near. */
const waiting = new Set<Draw>()

/**
 * Draws one block a frame. A jump brings four or five of them near at once, and made, styled and laid out together they
 * would hold the page for longer than a scroll may stand still. Undone by calling what it gives.
 */
export function drawInTurn(draw: Draw): () => void {
  if (waiting.size === 0) requestAnimationFrame(drawNext)
  waiting.add(draw)
  return () => void waiting.delete(draw)
}

function drawNext(): void {
  const [next] = waiting
  if (!next) return
  waiting.delete(next)
  next()
  if (waiting.size > 0) requestAnimationFrame(drawNext)
}
