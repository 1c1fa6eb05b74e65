import type { WidgetProps } from '@rjsf/utils'
import { useField } from '../field-context.ts'
import { type FieldOptions, optionsOf } from '../field-options.ts'

/** What every control of one box has in common: its ids, its states, and how it reports that it was left. */
export function useControl(props: Pick<WidgetProps, 'uiSchema' | 'disabled' | 'readonly' | 'onBlur' | 'value'>) {
  const field = useField()
  const options: FieldOptions = optionsOf(props.uiSchema)
  return {
    field,
    options,
    /** For the element that bears the name. */
    aria: {
      id: field.id,
      'aria-describedby': field.describedBy,
      'aria-invalid': field.invalid || undefined,
      'aria-required': field.required || undefined,
    },
    disabled: Boolean(props.disabled),
    readOnly: Boolean(props.readonly),
    leave: () => props.onBlur(field.pointer, props.value),
  }
}
