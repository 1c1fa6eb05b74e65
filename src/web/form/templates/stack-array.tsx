import type { ArrayFieldTemplateProps } from '@rjsf/utils'
import { say } from '../words.ts'
import { ArrayFrame } from './array-frame.tsx'

/** A list whose entries stand one under another. */
export function StackArray(props: ArrayFieldTemplateProps) {
  return (
    <ArrayFrame array={props} kind="stack">
      {() =>
        props.items.length > 0 ? (
          <ol className="fc-entries">{props.items}</ol>
        ) : (
          <p className="fc-none">{say('noEntries')}</p>
        )
      }
    </ArrayFrame>
  )
}
