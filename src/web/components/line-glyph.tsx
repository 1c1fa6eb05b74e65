import './line-glyph.css'

/** The product's one picture: a line between two points, in the form of a state (look.md §6). */
export type LineState = 'ok' | 'not tested' | 'failing' | 'needs reconnect' | 'unreadable' | 'suspended' | 'testing'

const DRAWINGS = {
  ok: (
    <>
      <circle className="dot" cx="3.5" cy="6" r="3" />
      <circle className="dot" cx="22.5" cy="6" r="3" />
      <path d="M6 6h14" />
    </>
  ),
  'not tested': (
    <>
      <circle cx="3.5" cy="6" r="2.2" />
      <circle cx="22.5" cy="6" r="2.2" />
      <path d="M9 6h.01M13 6h.01M17 6h.01" />
    </>
  ),
  failing: (
    <>
      <circle className="dot" cx="3.5" cy="6" r="3" />
      <circle className="dot" cx="22.5" cy="6" r="3" />
      <path d="M6 6h1.5M18.5 6H20M10.7 3.7l4.6 4.6M15.3 3.7l-4.6 4.6" />
    </>
  ),
  'needs reconnect': (
    <>
      <circle className="dot" cx="3.5" cy="6" r="3" />
      <circle cx="22.5" cy="6" r="2.2" />
      <path d="M6 6h4M10.5 2.5v7M14.5 6H16M18.8 6h.01" />
    </>
  ),
  unreadable: (
    <>
      <circle cx="3.5" cy="6" r="2.2" />
      <circle cx="22.5" cy="6" r="2.2" />
      <rect className="dot" x="9" y="4.8" width="8" height="6" rx="1.2" />
      <path className="thin" d="M10.9 5V3.3a2.1 2.1 0 0 1 4.2 0V5" />
    </>
  ),
  suspended: (
    <>
      <circle cx="3.5" cy="6" r="2.2" />
      <circle cx="22.5" cy="6" r="2.2" />
      <path d="M5.9 6h2.6M17.5 6h2.6M11.2 2.8v6.4M14.8 2.8v6.4" />
    </>
  ),
  testing: (
    <>
      <circle className="dot" cx="3.5" cy="6" r="3" />
      <circle className="dot travels" cx="13" cy="6" r="1.8" />
      <circle cx="22.5" cy="6" r="2.2" />
    </>
  ),
}

const TONES: Record<LineState, string> = {
  ok: 'ok',
  'not tested': 'calm',
  failing: 'bad',
  'needs reconnect': 'warn',
  unreadable: 'calm',
  suspended: 'warn',
  testing: 'accent',
}

/** The drawing alone, hidden from readers: the word stands beside it. */
export function LineGlyph({ state }: { state: LineState }) {
  return (
    <svg
      className={`line-glyph tone-${TONES[state]} line-glyph-${state.replace(' ', '-')}`}
      viewBox="0 0 26 12"
      aria-hidden="true"
      focusable="false"
    >
      {DRAWINGS[state]}
    </svg>
  )
}
