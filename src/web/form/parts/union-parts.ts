import { MultiSchemaField } from '../templates/multi-schema-field.tsx'
import { UnionField } from '../templates/union-field.tsx'
import { RadioWidget } from '../widgets/radio-widget.tsx'

/** A choice between branches, and the same look for a choice between values. */
export const PARTS = {
  fields: { OneOfField: UnionField },
  templates: { MultiSchemaFieldTemplate: MultiSchemaField },
  widgets: { fcRadio: RadioWidget },
}
