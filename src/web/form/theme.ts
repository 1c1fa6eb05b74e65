import type { FormProps } from '@rjsf/core'
import { ArrayItem } from './templates/array-item.tsx'
import { buttonTemplates } from './templates/button-templates.tsx'
import { DescriptionField } from './templates/description-field.tsx'
import { ErrorList } from './templates/error-list.tsx'
import { FieldTemplate } from './templates/field-template.tsx'
import { GridObject } from './templates/grid-object.tsx'
import { MultiSchemaField } from './templates/multi-schema-field.tsx'
import { StackArray } from './templates/stack-array.tsx'
import { StackObject } from './templates/stack-object.tsx'
import { TableArray } from './templates/table-array.tsx'
import { TabsArray } from './templates/tabs-array.tsx'
import { TabsObject } from './templates/tabs-object.tsx'
import { UnionField } from './templates/union-field.tsx'
import { UnsupportedField } from './templates/unsupported-field.tsx'
import { WrapIfAdditional } from './templates/wrap-if-additional.tsx'
import { CheckboxWidget } from './widgets/checkbox-widget.tsx'
import { CheckboxesWidget } from './widgets/checkboxes-widget.tsx'
import { CodeWidget } from './widgets/code-widget.tsx'
import { ColorWidget } from './widgets/color-widget.tsx'
import { DateTimeWidget } from './widgets/date-time-widget.tsx'
import { PasswordWidget } from './widgets/password-widget.tsx'
import { RadioWidget } from './widgets/radio-widget.tsx'
import { RangeWidget } from './widgets/range-widget.tsx'
import { RatingWidget } from './widgets/rating-widget.tsx'
import { SecretTextWidget } from './widgets/secret-text-widget.tsx'
import { SelectWidget } from './widgets/select-widget.tsx'
import { TextWidget } from './widgets/text-widget.tsx'
import { TextareaWidget } from './widgets/textarea-widget.tsx'

/** RJSF's own names, drawn our way: some it always asks for, the rest are a net for what names no template. */
const coreTemplates = {
  ArrayFieldItemTemplate: ArrayItem,
  ArrayFieldTemplate: StackArray,
  BaseInputTemplate: TextWidget,
  ButtonTemplates: buttonTemplates,
  DescriptionFieldTemplate: DescriptionField,
  ErrorListTemplate: ErrorList,
  FieldErrorTemplate: Nothing,
  FieldHelpTemplate: Nothing,
  FieldTemplate,
  MultiSchemaFieldTemplate: MultiSchemaField,
  ObjectFieldTemplate: StackObject,
  UnsupportedFieldTemplate: UnsupportedField,
  WrapIfAdditionalTemplate: WrapIfAdditional,
}

/** The names the compiler emits (forms.md §4). */
export const templates = {
  ...coreTemplates,
  StackObject,
  GridObject,
  TabsObject,
  StackArray,
  TableArray,
  TabsArray,
} satisfies FormProps['templates']

export const widgets = {
  fcText: TextWidget,
  fcPassword: PasswordWidget,
  fcSecretText: SecretTextWidget,
  fcTextarea: TextareaWidget,
  fcCode: CodeWidget,
  fcDateTime: DateTimeWidget,
  fcColor: ColorWidget,
  fcRating: RatingWidget,
  fcRange: RangeWidget,
  fcSelect: SelectWidget,
  fcRadio: RadioWidget,
  fcCheckbox: CheckboxWidget,
  fcCheckboxes: CheckboxesWidget,
  hidden: Nothing,
} satisfies FormProps['widgets']

/** Of RJSF's own fields one has to be told more. */
export const fields = { OneOfField: UnionField } satisfies FormProps['fields']

/** Help and problems are drawn by the field itself, in its one line under the control. */
function Nothing() {
  return null
}
