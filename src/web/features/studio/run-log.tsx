import '../../components/field.css'
import type { PreviewRunResult } from '#shared/contract/preview.ts'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { Icon } from '../../components/icon.tsx'
import { serverWords } from '../../lib/server-words.ts'
import { t } from '../../lib/words-studio.ts'

/** What the connector's own code said: result, time, shape of the handle, log lines. */
export function RunLog({
  run,
}: {
  run: { operation: 'connect' | 'validate'; result?: PreviewRunResult; error?: unknown } | undefined
}) {
  if (!run) return <p className="drawer-pad small muted">{t('runNothing')}</p>
  if (run.error) {
    return (
      <div className="drawer-pad">
        <ErrorBanner error={run.error} />
      </div>
    )
  }
  const { result } = run
  if (!result) return <p className="drawer-pad small muted">{t('running', { operation: run.operation })}</p>
  return (
    <div className="drawer-pad stack stack-tight">
      <p className={result.ok ? 'field-note field-ok' : 'field-note field-error'} role="status">
        <Icon name={result.ok ? 'done' : 'error'} />
        <span>
          <b>{run.operation}</b>: {serverWords(result.message)}{' '}
          <span className="muted numbers">{`${result.milliseconds} ms`}</span>
        </span>
      </p>
      {result.stack && <pre className="drawer-code">{result.stack.join('\n')}</pre>}
      {result.handleShape && (
        <>
          <h3 className="small muted">{t('handleShape')}</h3>
          <pre className="drawer-code">{JSON.stringify(result.handleShape, null, 2)}</pre>
        </>
      )}
      {result.logs.length === 0 ? (
        <p className="small muted">{t('noLogLines')}</p>
      ) : (
        <ol className="log-lines" aria-label={t('logLines')}>
          {result.logs.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: log lines never move
            <li key={index} className={`log-${line.level}`}>
              <code>{`${line.level} ${line.logger} ${line.text}`}</code>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
