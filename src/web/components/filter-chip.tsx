import './chip.css'
import { LineGlyph, type LineState } from './line-glyph.tsx'

/** One filter: glyph, word, count. Pressed means chosen. */
export function FilterChip({
  word,
  count,
  state,
  pressed,
  onPress,
}: {
  word: string
  count: number
  state?: LineState
  pressed: boolean
  onPress: () => void
}) {
  return (
    <button type="button" className="filter-chip" aria-pressed={pressed} onClick={onPress}>
      {state && <LineGlyph state={state} />}
      {word} <b>{count}</b>
    </button>
  )
}
