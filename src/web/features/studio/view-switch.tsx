import { Segmented } from '../../components/segmented.tsx'
import { t } from '../../lib/words-studio.ts'

export type StudioView = 'source' | 'form'

/** On a narrow screen one of the two halves is shown. */
export function ViewSwitch({ view, onView }: { view: StudioView; onView: (view: StudioView) => void }) {
  return (
    <span className="studio-views">
      <Segmented
        label={t('view')}
        options={[
          { value: 'source', label: t('viewSource') },
          { value: 'form', label: t('viewForm') },
        ]}
        value={view}
        onChange={onView}
      />
    </span>
  )
}
