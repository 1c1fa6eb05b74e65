import type { LoadLine } from '#shared/contract/logins.ts'
import { Banner } from '../../components/banner.tsx'
import { Chip } from '../../components/chip.tsx'
import { t, tCount } from '../../lib/words-administration.ts'

const CHIPS = {
  created: { tone: 'accent', icon: 'plus', word: 'outcomeCreated' },
  updated: { tone: 'warn', icon: 'refresh', word: 'outcomeUpdated' },
  unchanged: { tone: 'neutral', icon: undefined, word: 'outcomeUnchanged' },
  skipped: { tone: 'neutral', icon: undefined, word: 'outcomeSkipped' },
} as const

/** What loading would do, provider by provider. Values are never shown: only that they are set, changed or gone. */
export function LoadReview({
  lines,
  warnings,
  reconnects,
}: {
  lines: readonly LoadLine[]
  warnings: readonly string[]
  /** Logins that will have to be signed in again. */
  reconnects: number
}) {
  return (
    <section className="stack" aria-label={t('loadStepReview')}>
      {lines.length === 0 && <p className="muted">{t('noEntries')}</p>}
      <ul className="card">
        {lines.map(line => (
          <ReviewLine key={`${line.connector}/${line.displayName}`} line={line} />
        ))}
      </ul>
      {warnings.length > 0 && (
        <ul className="small muted" lang="en">
          {warnings.map(warning => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {reconnects > 0 && (
        <Banner kind="warn" title={tCount('willReconnect', reconnects)}>
          {t('newClient')}
        </Banner>
      )}
    </section>
  )
}

function ReviewLine({ line }: { line: LoadLine }) {
  const { tone, icon, word } = CHIPS[line.outcome]
  return (
    <li className="review-line">
      <div className="row">
        <span className="strong grow">
          <code>{line.connector}</code> / {line.displayName}
        </span>
        <Chip tone={tone} {...(icon ? { icon } : {})}>
          {t(word)}
        </Chip>
      </div>
      {line.changes.length > 0 && (
        <ul className="review-changes" dir="ltr">
          {line.changes.map(change => (
            <Change key={change} change={change} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** A host that is asked from now on or no longer, or the name of a value that is another one. */
function Change({ change }: { change: string }) {
  const sign = /^[+-]/.exec(change)?.[0]
  const name = sign ? change.slice(1) : change
  const note = sign === '+' ? 'hostAdded' : sign === '-' ? 'hostRemoved' : 'valueChanged'
  return (
    <li className={sign === '+' ? 'review-added' : sign === '-' ? 'review-removed' : 'review-changed'}>
      <span aria-hidden="true">{sign === '-' ? '−' : (sign ?? '~')}</span> <code>{name}</code>{' '}
      <span className="small">{t(note)}</span>
    </li>
  )
}
