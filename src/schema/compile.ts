import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { resolveText } from './texts.ts'
import type { CompiledForm, CompileOptions } from './types.ts'

/** Compiles a connection.json, or the bare schema in it, to a form (forms.md §1). Never throws, never mutates. */
export function compile(source: Json, options: CompileOptions): CompiledForm {
  const file = isObject(source) ? source : {}
  const input = own(file, 'input')
  const root = isObject(input) ? input : file
  const form: CompiledForm = { schema: {}, uiSchema: {}, secrets: { fields: [], targets: [] }, diagnostics: [] }
  const properties: JsonObject = {}
  const required: string[] = []
  const ui: JsonObject = {
    'ui:title': resolveText(String(own(root, 'title') ?? ''), options.texts),
    'ui:ObjectFieldTemplate': 'StackObject',
    'ui:options': { layout: { kind: 'stack' } },
  }
  const names: string[] = []
  for (const [name, value] of Object.entries(own(root, 'properties') ?? {})) {
    if (!isObject(value)) continue
    names.push(name)
    const type = String(value['type'] ?? 'string')
    const secret = value['format'] === 'password'
    properties[name] = type === 'boolean' ? { type, default: false } : { type }
    if (typeof value['minLength'] === 'number' && value['minLength'] > 0) required.push(name)
    ui[name] = {
      'ui:title': resolveText(String(value['title'] ?? name), options.texts),
      'ui:widget': secret ? 'fcPassword' : type === 'boolean' ? 'fcCheckbox' : 'fcText',
      ...(secret ? { 'ui:options': { secret: true } } : {}),
    }
    if (secret) {
      form.secrets.fields.push({ pointer: toPointer([name]), branch: {}, mark: 'format', multiline: false })
    }
  }
  form.schema = { type: 'object', properties, ...(required.length > 0 ? { required } : {}) }
  form.uiSchema = { ...ui, 'ui:order': [...names, '*'] }
  return form
}
