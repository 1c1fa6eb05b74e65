import type { ArrayFieldTemplateProps } from '@rjsf/utils'
import { ArrayFrame } from './array-frame.tsx'

/** A list whose entries stand one under another. */
export function StackArray(props: ArrayFieldTemplateProps) {
  return (
    <ArrayFrame array={props} kind="stack">
      {() => <ol className="fc-entries">{props.items}</ol>}
    </ArrayFrame>
  )
}
