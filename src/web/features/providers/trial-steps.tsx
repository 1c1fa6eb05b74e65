import type { TrialStep } from '#shared/contract/trials.ts'
import { Disclosure } from '../../components/disclosure.tsx'
import { Icon } from '../../components/icon.tsx'
import { serverWords } from '../../lib/server-words.ts'
import { t } from '../../lib/words-trial.ts'

const NAMES = {
  'sign-in': 'danceSignIn',
  tokens: 'stepTokens',
  refresh: 'stepRefresh',
  validate: 'stepValidate',
  revoke: 'stepRevoke',
} as const
const OUTCOMES = {
  ok: { icon: 'done', word: 'trialOk' },
  none: { icon: 'minus', word: 'trialNone' },
  failed: { icon: 'error', word: 'trialFailed' },
} as const

/** What was done, and under each step what went over the line. */
export function TrialSteps({ steps }: { steps: readonly TrialStep[] }) {
  return (
    <ol className="trial-steps">
      {steps.map(({ step, outcome, detail, milliseconds, exchanges }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dance goes forward, and checks twice
        <li key={index} className={`trial-step trial-${outcome}`}>
          <div className="row row-wrap">
            <Icon name={OUTCOMES[outcome].icon} />
            <span className="strong">{t(NAMES[step])}</span>
            <span className="small muted numbers">
              {t(OUTCOMES[outcome].word)} · {milliseconds} ms
            </span>
          </div>
          {detail && <p className="small">{serverWords(detail)}</p>}
          {exchanges.map((exchange, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they only get more
            <Exchange key={place} exchange={exchange} />
          ))}
        </li>
      ))}
    </ol>
  )
}

function Exchange({ exchange }: { exchange: TrialStep['exchanges'][number] }) {
  const { method, url, status, sent, headers, got, problem, role } = exchange
  const answer =
    status === null ? (problem ?? (role === 'sign-in' ? '' : t('noAnswer'))) : t('answerStatus', { status })
  return (
    <Disclosure
      className="trial-exchange"
      title={
        <>
          <code dir="ltr">
            {method} {url}
          </code>{' '}
          {answer && <span className="small muted">{answer}</span>}
        </>
      }
    >
      <Part name={t('sent')} value={Object.keys(headers).length > 0 ? { ...headers, ...sent } : sent} />
      <Part name={t('got')} value={got} />
    </Disclosure>
  )
}

function Part({ name, value }: { name: string; value: unknown }) {
  if (value === null || value === undefined) return null
  return (
    <div>
      <p className="small muted">{name}</p>
      <pre dir="ltr">{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
    </div>
  )
}
