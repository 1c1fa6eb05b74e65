import type { FieldProps } from '@rjsf/utils'
import { useCallback } from 'react'
import { repairTags } from '#schema/repair-tags.ts'
import { isObject, type JsonObject } from '#shared/json.ts'
import { BranchesField } from '../stubs/late-fields.ts'

/**
 * RJSF's field of a union. When another branch is chosen RJSF hands on values that nobody can mend, since no box shows
 * them (forms.md §5.1): for a union inside, which both branches have, a tag that the new one may not know; and for a
 * constant in a group of the new branch an `undefined`, which keeps its default away.
 */
export function UnionField(props: FieldProps) {
  const { onChange, schema, fieldPathId } = props
  const depth = fieldPathId.path.length
  const change = useCallback<FieldProps['onChange']>(
    (value, path, ...rest) => {
      const isWhole = path.length === depth && isObject(value)
      onChange(isWhole ? repairTags({ schema: schema as JsonObject }, withoutUndefined(value)) : value, path, ...rest)
    },
    [onChange, schema, depth],
  )
  return <BranchesField {...props} onChange={change} />
}

function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}
