import type { RunnerHealth } from '#shared/contract/runner-health.ts'
import { Chip } from '../../components/chip.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { serverWords } from '../../lib/server-words.ts'
import { t } from '../../lib/words-oversight.ts'
import { Fact } from './fact.tsx'
import { HealthCard } from './health-card.tsx'

/** How connector code is contained here, what that does not claim, and how its runs go. */
export function RunnerCard({ runner }: { runner: RunnerHealth }) {
  const walled = runner.level === 'bubblewrap'
  const ended = Object.entries(runner.ended)
  const { milliseconds } = runner
  return (
    <HealthCard title={t('runnerTitle')}>
      <p className="muted">{t(walled ? 'runnerBubblewrapClaims' : 'runnerProcessClaims')}</p>
      <dl className="health-facts">
        <Fact word={t('runnerLevel')}>
          <Chip tone={walled ? 'ok' : 'warn'} icon={walled ? 'check' : 'warning'}>
            {t(walled ? 'runnerBubblewrap' : 'runnerProcess')}
          </Chip>
        </Fact>
        {runner.reason && <Fact word={t('runnerWhy')}>{serverWords(runner.reason)}</Fact>}
        <Fact word={t('runnerPlaces')}>
          {t('runnerPlacesText', { running: runner.running, places: runner.places, waiting: runner.waiting })}
        </Fact>
        {milliseconds && (
          <Fact word={t('runnerTimes')}>
            {t('runnerTimesText', { p50: Math.round(milliseconds.p50), p95: Math.round(milliseconds.p95) })}
          </Fact>
        )}
        {ended.length > 0 && (
          <Fact word={t('runnerEnded')}>{ended.map(([how, count]) => `${how} ${count}`).join(' · ')}</Fact>
        )}
      </dl>
      {runner.install && (
        <div className="stack stack-tight">
          <p className="small muted">{t('runnerInstall')}</p>
          <CodeBlock text={runner.install} what={t('runnerInstallName')} />
        </div>
      )}
    </HealthCard>
  )
}
