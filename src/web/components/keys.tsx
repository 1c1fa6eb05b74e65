import './keys.css'
import { t } from '../lib/t.ts'

/** Keys that bear a word, and not everywhere the same one. */
const WORDS = { Ctrl: 'keyCtrl', Home: 'keyHome', End: 'keyEnd', Shift: 'keyShift', Space: 'keySpace' } as const

/** Keys as they stand on the keyboard, pressed together. */
export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="keys" dir="ltr">
      {keys.map(key => (
        <kbd key={key}>{isWord(key) ? t(WORDS[key]) : key}</kbd>
      ))}
    </span>
  )
}

function isWord(key: string): key is keyof typeof WORDS {
  return Object.hasOwn(WORDS, key)
}
