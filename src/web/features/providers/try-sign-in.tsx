import './try-sign-in.css'
import type { ProviderTrial, TrialStep } from '#shared/contract/trials.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { serverWords } from '../../lib/server-words.ts'
import { t } from '../../lib/words-trial.ts'
import { TrialSteps } from './trial-steps.tsx'
import { useTrial } from './use-trial.ts'

/** "Try sign-in": a whole dance with a loaded provider, step by step, which saves nothing. */
export function TrySignIn({ id, onClose }: { id: string; onClose: () => void }) {
  const { trial, error, end } = useTrial(id)
  const close = () => {
    if (trial && trial.status !== 'ended') end()
    onClose()
  }
  return (
    <Dialog
      title={t('tryTitle', { name: trial?.displayName ?? '' })}
      onClose={close}
      footer={
        <Button kind="quiet" onClick={close}>
          {t('close')}
        </Button>
      }
    >
      <div className="dialog-pad stack">
        <p className="muted">{t('tryText')}</p>
        {error ? <ErrorBanner error={error} /> : null}
        {trial && (
          <>
            <TrialSteps steps={trial.steps} />
            <div role="status">{trial.status === 'running' && <p>{t('tryRunning')}…</p>}</div>
            {trial.go && <Person go={trial.go} />}
            {trial.status === 'ended' && <Outcome {...trial} />}
          </>
        )}
      </div>
    </Dialog>
  )
}

/** In this window: nothing here is lost, and no pop-up can be blocked. A code is typed elsewhere, so beside it. */
function Person({ go }: { go: NonNullable<ProviderTrial['go']> }) {
  return (
    <div className="stack stack-tight">
      {go.code !== undefined && (
        <>
          <p className="strong">{t('tryCode')}</p>
          <CodeBlock text={go.code} what={t('tryCodeName')} />
        </>
      )}
      <p>{t('tryGoText')}</p>
      <a
        className="button button-primary align-start"
        href={go.url}
        rel="noreferrer"
        {...(go.code === undefined ? {} : { target: '_blank' })}
      >
        {t('tryGo')}
      </a>
    </div>
  )
}

function Outcome({ steps, error }: { steps: readonly TrialStep[]; error?: string | undefined }) {
  const failed = steps.find(({ outcome }) => outcome === 'failed')
  const why = error ?? failed?.detail
  if (why === undefined) return <Banner kind="ok" role="status" title={t('tryGood')} />
  return (
    <Banner kind="bad" role="alert" title={t('tryBad')}>
      {serverWords(why)}
    </Banner>
  )
}
