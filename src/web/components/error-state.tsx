import { errorWords } from '../lib/error-words.ts'
import { t } from '../lib/t.ts'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { Disclosure } from './disclosure.tsx'
import { EmptyState } from './empty-state.tsx'

/** What happened, what is safe, Try again; the details are folded away and hold nothing secret. */
export function ErrorState({ error, onRetry, busy }: { error: unknown; onRetry?: () => void; busy?: boolean }) {
  const words = errorWords(error)
  return (
    <div role="alert">
      <EmptyState
        line="denied"
        title={words.title}
        action={
          onRetry && (
            <Button kind="primary" icon="refresh" busy={busy ?? false} onClick={onRetry}>
              {busy ? t('trying') : t('tryAgain')}
            </Button>
          )
        }
      >
        <p>{words.text}</p>
        {words.details && (
          <Disclosure className="error-details" title={t('errorDetails')}>
            <div className="row row-wrap">
              <code>{words.details}</code>
              <CopyButton text={words.details} what={t('errorDetails')} />
            </div>
          </Disclosure>
        )}
      </EmptyState>
    </div>
  )
}
