import { getDefaultRegistry } from '@rjsf/core'
import type { FieldProps } from '@rjsf/utils'
import { type ComponentType, useCallback } from 'react'
import { repairTags } from '#schema/repair-tags.ts'
import { isObject, type JsonObject } from '#shared/json.ts'

const OneOfField = getDefaultRegistry().fields['OneOfField'] as ComponentType<FieldProps>

/**
 * RJSF's field of a union. When another branch is chosen RJSF keeps the value of a field that both have, also that of a
 * union inside: with a tag that the new branch may not know, and then fails at a place nobody can see (forms.md §5.1).
 */
export function UnionField(props: FieldProps) {
  const { onChange, schema, fieldPathId } = props
  const depth = fieldPathId.path.length
  const change = useCallback<FieldProps['onChange']>(
    (value, path, ...rest) => {
      const isWhole = path.length === depth && isObject(value)
      onChange(isWhole ? repairTags({ schema: schema as JsonObject }, value) : value, path, ...rest)
    },
    [onChange, schema, depth],
  )
  return <OneOfField {...props} onChange={change} />
}
