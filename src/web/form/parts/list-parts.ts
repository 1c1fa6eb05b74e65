import { ListField } from '../stubs/late-fields.ts'
import { ArrayItem } from '../templates/array-item.tsx'
import { StackArray } from '../templates/stack-array.tsx'
import { TableArray } from '../templates/table-array.tsx'
import { CheckboxesWidget } from '../widgets/checkboxes-widget.tsx'
import { ListSelectWidget } from '../widgets/list-select-widget.tsx'

/** Lists of all kinds but tabs. */
export const PARTS = {
  fields: { ArrayField: ListField },
  templates: {
    ArrayFieldItemTemplate: ArrayItem,
    ArrayFieldTemplate: StackArray,
    StackArray,
    TableArray,
  },
  widgets: { fcCheckboxes: CheckboxesWidget, fcSelect: ListSelectWidget },
}
