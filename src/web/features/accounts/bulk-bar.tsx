import { useEffect } from 'react'
import { Button } from '../../components/button.tsx'
import { t, tCount } from '../../lib/t.ts'

/** What can be done with all ticked entries at once. Escape unticks them. */
export function BulkBar({
  count,
  onTest,
  onDelete,
  onClear,
}: {
  count: number
  onTest: () => void
  onDelete: () => void
  onClear: () => void
}) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open], :popover-open')) {
        onClear()
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onClear])
  return (
    <section className="bulk-bar" aria-label={t('bulkBar')}>
      <span role="status">{tCount('selected', count)}</span>
      <Button kind="quiet" size="small" icon="test" onClick={onTest}>
        {t('test')}
      </Button>
      <Button kind="quiet" size="small" icon="trash" onClick={onDelete}>
        {t('deleteAsk')}
      </Button>
      <Button kind="quiet" size="small" icon="close" iconOnly aria-label={t('clearSelection')} onClick={onClear} />
    </section>
  )
}
