import type { WidgetProps } from '@rjsf/utils'
import { useFormStatus } from '../form-state.ts'
import { say } from '../words.ts'
import { Area } from './area.tsx'
import { textOf } from './box-text.ts'
import { NoteLine } from './soft-note.tsx'
import { useControl } from './use-control.ts'

/** Text of a language: equal widths, left to right, no spelling. Bad JSON is only noted: a template may be meant. */
export function CodeWidget(props: WidgetProps) {
  const { field, options } = useControl(props)
  const touched = useFormStatus(status => status.touched.has(field.pointer))
  const text = textOf(props.value)
  return (
    <>
      <Area {...props} isCode />
      {touched && options.language === 'json' && text !== '' && !isJson(text) && <NoteLine words={say('badJson')} />}
    </>
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
