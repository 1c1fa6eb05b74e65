import './icon.css'
import { DRAWINGS, type IconName } from './icon-drawings.tsx'

/** A drawing in the colour of its text. Always hidden from readers: the name stands on the button or in the text beside it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: 12 | 16 | 20 | 28 }) {
  return (
    <svg className={`icon icon-${size} icon-name-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {DRAWINGS[name]}
    </svg>
  )
}
