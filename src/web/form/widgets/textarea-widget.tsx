import type { WidgetProps } from '@rjsf/utils'
import { Area } from './area.tsx'
import { textOf } from './box-text.ts'
import { SoftNote } from './soft-note.tsx'
import { useControl } from './use-control.ts'

/** Text of many lines. */
export function TextareaWidget(props: WidgetProps) {
  const { field, options } = useControl(props)
  return (
    <>
      <Area {...props} isCode={false} />
      <SoftNote options={options} pointer={field.pointer} text={textOf(props.value)} />
    </>
  )
}
