import { Button } from '../../components/button.tsx'
import { LineGlyph } from '../../components/line-glyph.tsx'
import { t } from '../../lib/t.ts'
import type { TestProgress } from './use-account-tests.ts'

/** "Testing, 3 of 14" with a way out. Results already there stay. */
export function TestProgressBar({ progress, onCancel }: { progress: TestProgress; onCancel: () => void }) {
  const { done, total } = progress
  const words = t('testingSome', { done, total })
  return (
    <div className="test-progress">
      <LineGlyph state="testing" />
      <span className="strong numbers">{words}</span>
      <progress value={done} max={total} aria-label={words} />
      <Button size="small" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  )
}
