import { Icon } from '../../components/icon.tsx'
import { say } from '../words.ts'

/** A net: the compiler gives every field a type that can be drawn. */
export function UnsupportedField() {
  return (
    <p className="fc-note fc-note-bad">
      <Icon name="error" />
      <span>{say('unsupported')}</span>
    </p>
  )
}
