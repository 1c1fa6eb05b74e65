import type { FormProps } from '@rjsf/core'
import { buttonTemplates } from './templates/button-templates.tsx'
import { DescriptionField } from './templates/description-field.tsx'
import { ErrorList } from './templates/error-list.tsx'
import { FieldTemplate } from './templates/field-template.tsx'
import { StackObject } from './templates/stack-object.tsx'
import { UnsupportedField } from './templates/unsupported-field.tsx'
import { WrapIfAdditional } from './templates/wrap-if-additional.tsx'
import { CheckboxWidget } from './widgets/checkbox-widget.tsx'
import { PasswordWidget } from './widgets/password-widget.tsx'
import { SelectWidget } from './widgets/select-widget.tsx'
import { TextWidget } from './widgets/text-widget.tsx'
import { TextareaWidget } from './widgets/textarea-widget.tsx'

/** How everything that RJSF draws looks, by the names that the compiler emits (forms.md §4). */
export interface Theme {
  fields: NonNullable<FormProps['fields']>
  templates: NonNullable<FormProps['templates']>
  widgets: NonNullable<FormProps['widgets']>
}

/** What every form may have; `load-theme.ts` adds what this one has besides. */
export const THEME = {
  fields: { FallbackField: UnsupportedField },
  templates: {
    // RJSF's own names: some it always asks for, the rest are a net for what names no template.
    BaseInputTemplate: TextWidget,
    ButtonTemplates: buttonTemplates,
    DescriptionFieldTemplate: DescriptionField,
    ErrorListTemplate: ErrorList,
    FieldErrorTemplate: Nothing,
    FieldHelpTemplate: Nothing,
    FieldTemplate,
    ObjectFieldTemplate: StackObject,
    UnsupportedFieldTemplate: UnsupportedField,
    WrapIfAdditionalTemplate: WrapIfAdditional,
    StackObject,
  },
  widgets: {
    fcText: TextWidget,
    fcPassword: PasswordWidget,
    fcTextarea: TextareaWidget,
    fcSelect: SelectWidget,
    fcCheckbox: CheckboxWidget,
    hidden: Nothing,
  },
} satisfies Theme

/** Help and problems are drawn by the field itself, in its one line under the control. */
function Nothing() {
  return null
}
