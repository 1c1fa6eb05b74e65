import { isObject, type JsonObject, own } from '#shared/json.ts'
import { fromPointer } from '#shared/json-pointer.ts'
import type { CompiledForm } from './types.ts'

/**
 * The title of the field at a value pointer, in whatever branch it stands; an entry of a list gets the list's title
 * and its number. The last name of the pointer where the form has no title.
 */
export function labelAt(form: CompiledForm, pointer: string): string {
  const parts = fromPointer(pointer)
  let here: JsonObject[] = [form.uiSchema]
  let title = titleOf(here)
  for (const part of parts) {
    const named = here.flatMap(node => partsOf(node, part))
    const listed = named.length === 0 ? here.flatMap(node => objectAt(node, 'items')) : []
    here = named.length > 0 ? named : listed
    const own_ = titleOf(here)
    title = own_ ?? (/^\d+$/.test(part) && title !== undefined ? `${title} ${Number(part) + 1}` : part)
  }
  return title ?? ''
}

function partsOf(node: JsonObject, name: string): JsonObject[] {
  const branches = own(node, 'oneOf')
  const inBranches = Array.isArray(branches) ? branches.filter(isObject).flatMap(branch => partsOf(branch, name)) : []
  return [...objectAt(node, name), ...inBranches]
}

function objectAt(node: JsonObject, key: string): JsonObject[] {
  const value = own(node, key)
  return isObject(value) ? [value] : []
}

function titleOf(nodes: JsonObject[]): string | undefined {
  const title = nodes.map(node => own(node, 'ui:title')).find(text => typeof text === 'string' && text !== '')
  return typeof title === 'string' ? title : undefined
}
