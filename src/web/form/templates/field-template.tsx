import { ADDITIONAL_PROPERTY_FLAG, type FieldTemplateProps } from '@rjsf/utils'
import { optionsOf, uiText } from '../field-options.ts'
import { ControlField } from './control-field.tsx'
import { GroupField } from './group-field.tsx'
import { WrapIfAdditional } from './wrap-if-additional.tsx'

/** Around everything RJSF draws. Hidden fields, objects and lists leave nothing on the page; their values are kept all the same. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { uiSchema, schema } = props
  if (props.hidden) return null
  // The branch of a union stands at the path of its union, whose frame is already there.
  if (optionsOf(uiSchema).role === 'branch') return <>{props.children}</>
  const isGroup = schema.type === 'object' || (schema.type === 'array' && uiText(uiSchema, 'ui:widget') === undefined)
  const field = isGroup ? <GroupField {...props} /> : <ControlField {...props} />
  return ADDITIONAL_PROPERTY_FLAG in schema ? <WrapIfAdditional {...props}>{field}</WrapIfAdditional> : field
}
