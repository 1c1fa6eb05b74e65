import { useEffect, useState } from 'react'
import { Track } from '../../components/track.tsx'
import { t } from '../../lib/t.ts'

/** Below this a button's own ring says enough (look.md §4). */
const PATIENCE = 1_000

/** How far a save or a test has come, once it takes longer than a moment. */
export function EditorProgress({ saving }: { saving: boolean }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  const steps = [t('stepChecked'), t('stepAsking'), t(saving ? 'stepSaved' : 'stepAnswered')]
  return (
    <div className="add-progress" role="status">
      <Track label={t(saving ? 'saving' : 'testing')} steps={steps} at={1} />
    </div>
  )
}
