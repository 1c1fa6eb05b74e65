import type { WidgetProps } from '@rjsf/utils'
import { CheckboxesWidget } from './checkboxes-widget.tsx'
import { SelectWidget } from './select-widget.tsx'

/** In forms with lists: several of a list of choices are check boxes. */
export function ListSelectWidget(props: WidgetProps) {
  return props.multiple ? <CheckboxesWidget {...props} /> : <SelectWidget {...props} />
}
