import './keys.css'
import { t } from '../lib/t.ts'

/** Keys as they stand on the keyboard, pressed together. */
export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="keys" dir="ltr">
      {keys.map(key => (
        <kbd key={key}>{key === 'Ctrl' ? t('keyCtrl') : key}</kbd>
      ))}
    </span>
  )
}
