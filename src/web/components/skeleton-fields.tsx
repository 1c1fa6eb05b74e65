import './skeleton-fields.css'
import { t } from '../lib/t.ts'

/** Boxes with their labels while a form is on its way, of about the height of the real ones. */
export function SkeletonFields({ fields = 3 }: { fields?: number }) {
  return (
    <div className="skeleton-fields" role="status" aria-label={t('loading')}>
      {Array.from({ length: fields }, (_, field) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the fields are all alike and never move
        <div key={field} className="skeleton-field" aria-hidden="true">
          <span className="skeleton-label" />
          <span className="skeleton-box" />
        </div>
      ))}
    </div>
  )
}
