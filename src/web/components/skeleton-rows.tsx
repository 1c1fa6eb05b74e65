import './skeleton-rows.css'
import { t } from '../lib/t.ts'

/** Rows of the real height while a list is on its way. */
export function SkeletonRows({ rows = 5 }: { rows?: number }) {
  return (
    <div className="card skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row} className="skeleton-row" aria-hidden="true">
          <span className="skeleton-square" />
          <span className="skeleton-bar" />
          <span className="skeleton-bar skeleton-bar-short" />
        </div>
      ))}
    </div>
  )
}
