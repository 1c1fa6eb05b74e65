import './state-word.css'
import { beginning, fullTime } from '../lib/relative-time.ts'
import { t } from '../lib/t.ts'
import { useNow } from '../lib/use-now.ts'
import { LineGlyph, type LineState } from './line-glyph.tsx'

const WORDS = {
  ok: 'stateOk',
  'not tested': 'stateNotTested',
  failing: 'stateFailing',
  'needs reconnect': 'stateNeedsReconnect',
  unreadable: 'stateUnreadable',
  suspended: 'stateSuspended',
  testing: 'stateTesting',
} as const

const TONES = {
  ok: 'ok',
  'not tested': 'calm',
  failing: 'bad',
  'needs reconnect': 'warn',
  unreadable: 'calm',
  suspended: 'warn',
  testing: 'accent',
} as const

/** The name of a state, as the list and the filters say it. */
export function stateWord(state: LineState): string {
  return t(WORDS[state])
}

/** Shape, word and colour of a state, in that order of trust. `since`: for what fails, since when. */
export function StateWord({ state, suffix, since }: { state: LineState; suffix?: string; since?: string | undefined }) {
  return (
    <span className={`state-word tone-${TONES[state]}`}>
      <LineGlyph state={state} />
      <span>
        {state === 'failing' && since ? <FailingSince iso={since} /> : stateWord(state)}
        {suffix ? ` ${suffix}` : ''}
      </span>
    </span>
  )
}

function FailingSince({ iso }: { iso: string }) {
  const now = useNow()
  return (
    <time dateTime={iso} title={fullTime(iso)}>
      {t('stateFailingSince', { when: beginning(iso, now) })}
    </time>
  )
}
