import type { CompiledForm } from '#schema/types.ts'
import { own } from '#shared/json.ts'

/** The heading of a compiled form; empty when its schema has none. */
export function titleOf(form: CompiledForm): string {
  const title = own(form.uiSchema, 'ui:title')
  return typeof title === 'string' ? title : ''
}
