import './state-word.css'
import { t } from '../lib/t.ts'
import { LineGlyph, type LineState } from './line-glyph.tsx'

const WORDS = {
  ok: 'stateOk',
  'not tested': 'stateNotTested',
  failing: 'stateFailing',
  'needs reconnect': 'stateNeedsReconnect',
  unreadable: 'stateUnreadable',
  testing: 'stateTesting',
} as const

const TONES = {
  ok: 'ok',
  'not tested': 'calm',
  failing: 'bad',
  'needs reconnect': 'warn',
  unreadable: 'calm',
  testing: 'accent',
} as const

/** The name of a state, as the list and the filters say it. */
export function stateWord(state: LineState): string {
  return t(WORDS[state])
}

/** Shape, word and colour of a state, in that order of trust. */
export function StateWord({ state, suffix }: { state: LineState; suffix?: string }) {
  return (
    <span className={`state-word tone-${TONES[state]}`}>
      <LineGlyph state={state} />
      {stateWord(state)}
      {suffix ? ` ${suffix}` : ''}
    </span>
  )
}
