import { type JsonObject, own } from '#shared/json.ts'
import { type Draft, isDraft, member, typeOf } from './draft.ts'
import { attributesOf } from './formats.ts'

/** Phase 9, other half: words, widgets and plans. An entry of `oneOf` stands in for the whole object (forms.md §5.1). */
export function emitUi(draft: Draft, role?: 'branch'): JsonObject {
  const ui: JsonObject = {}
  emitWords(draft, ui)
  emitLook(draft, ui)
  const options = optionsOf(draft, role)
  if (Object.keys(options).length > 0) ui['ui:options'] = options
  for (const [name, property] of draft.properties ?? []) ui[name] = emitUi(property)
  if (typeOf(draft) === 'array' && draft.items && !draft.widget) ui['items'] = emitUi(draft.items)
  if (typeOf(draft) === 'object' && isDraft(draft.extra)) ui['additionalProperties'] = emitUi(draft.extra)
  if (draft.union) ui['oneOf'] = draft.union.branches.map(branch => emitUi(branch, 'branch'))
  return ui
}

function emitWords(draft: Draft, ui: JsonObject): void {
  const { words } = draft
  if (!words) return
  if (words.title !== undefined) ui['ui:title'] = words.title
  if (words.description !== undefined) ui['ui:description'] = words.description
  if (words.help !== undefined) ui['ui:help'] = words.help
  // An example of a secret looks like one: it would be taken for a stored value.
  if (words.placeholder !== undefined && !draft.secret) ui['ui:placeholder'] = words.placeholder
  if (draft.widget) emitNames(typeOf(draft) === 'array' ? draft.items : draft, ui)
}

function emitNames(draft: Draft | undefined, ui: JsonObject): void {
  const names = draft?.words?.enumNames
  if (!names) return
  const values = own(draft.keys, 'enum')
  ui['ui:enumNames'] =
    draft.namedByValue && Array.isArray(values)
      ? Object.fromEntries(values.map((value, i) => [String(value), names[i] ?? String(value)]))
      : names
}

function emitLook(draft: Draft, ui: JsonObject): void {
  const { widget, layout, keys } = draft
  if (layout) {
    const slot = typeOf(draft) === 'array' ? 'ui:ArrayFieldTemplate' : 'ui:ObjectFieldTemplate'
    ui[slot] = layout.template
    if (layout.order) ui['ui:order'] = layout.order
  }
  if (widget) ui['ui:widget'] = widget.name
  if (keys['readOnly'] === true || keys['ui:readonly'] === true) ui['ui:readonly'] = true
  const hidesTitle = own(keys, 'titleHidden') === true || own(keys, 'compact') === true
  const optionSays = member(draft, 'options', 'titleHidden') === true || member(draft, 'options', 'compact') === true
  if (hidesTitle || optionSays) ui['ui:label'] = false
}

function optionsOf(draft: Draft, role: 'branch' | undefined): JsonObject {
  const { words, widget, keys } = draft
  const option = (name: string) => member(draft, 'options', name)
  const options: JsonObject = {}
  if (draft.layout) options['layout'] = draft.layout.plan
  if (role) options['role'] = role
  if (draft.infos) options['infos'] = draft.infos.map(({ index: _index, ...info }) => info)
  if (option('collapsed') === true) options['collapsed'] = true
  if (option('disable_collapse') === true) options['collapsible'] = false
  Object.assign(options, widget?.options)
  if (words?.info !== undefined) options['info'] = words.info
  if (words?.prefix !== undefined) options['prefix'] = words.prefix
  if (words?.suffix !== undefined) options['suffix'] = words.suffix
  if (typeof keys['strip_suffix'] === 'string') options['stripSuffix'] = keys['strip_suffix']
  if (words?.warnings) options['warnings'] = { ...words.warnings }
  if (words?.messages) options['messages'] = { ...words.messages }
  if (words?.docUrl !== undefined) options['docUrl'] = words.docUrl
  if (keys['expirable'] === true || member(draft, 'typeOptions', 'expirable') === true) options['expirable'] = true
  const attributes = attributesOf(draft)
  if (attributes) options['attrs'] = attributes
  for (const [name, key] of SIZES) {
    const size = option(key)
    if (typeof size === 'string' && /^\d{1,4}(?:\.\d+)?(?:px|em|rem|ch|%)$/.test(size)) options[name] = size
  }
  if (typeOf(draft) === 'array') Object.assign(options, listOptions(draft))
  else if (keys['copyButton'] === true) options['copyable'] = true
  return options
}

const SIZES = [
  ['width', 'input_width'],
  ['height', 'input_height'],
] as const

function listOptions(draft: Draft): JsonObject {
  const says = (name: string) => member(draft, 'options', name) === true || draft.keys[name] === true
  return {
    ...(says('disable_array_add') ? { addable: false } : {}),
    ...(says('disable_array_delete') ? { removable: false } : {}),
    ...(says('disable_array_reorder') ? { orderable: false } : {}),
    ...(says('enable_array_copy') ? { copyable: true } : {}),
  }
}
