import { activeParts, branchesOf, chosenBranch, tagNameOf, tagOf } from '#schema/active-parts.ts'
import { fieldAt } from '#schema/field-at.ts'
import type { CompiledForm } from '#schema/types.ts'
import { valueAt } from '#schema/value-places.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'

interface Choice {
  value: Json
  label: string
}

/** One thing to ask for in a terminal. */
export interface FormQuestion {
  path: string[]
  kind: 'text' | 'secret' | 'number' | 'choice' | 'choices' | 'json'
  title: string
  /** Titles of the tab, section or group it stands in, outermost first. */
  heading: string[]
  /** What the page says below the field. */
  description: string | undefined
  required: boolean
  /** A text of several lines: a key, a certificate. */
  multiline: boolean
  /** Of a choice. */
  choices: Choice[]
  /** The default of the form; never that of a secret. */
  fallback: Json | undefined
}

interface Place {
  path: string[]
  schema: JsonObject
  ui: JsonObject
  heading: string[]
}

/**
 * Everything that the form asks for as things stand, in the order of the page: under the branches and conditions that
 * `values` chooses. What the page does not show is not asked for.
 */
export function formQuestions(form: CompiledForm, values: JsonObject): FormQuestion[] {
  return ofObject(form, values, { path: [], schema: form.schema, ui: form.uiSchema, heading: [] })
}

function ofObject(form: CompiledForm, values: JsonObject, { path, schema, ui, heading }: Place): FormQuestion[] {
  const held = valueAt(values, path)
  const value = isObject(held) ? held : {}
  const parts = activeParts(schema, value)
  const tags = tagQuestions({ path, schema, ui, heading }, value)
  const asked = inOrder([...parts.properties.keys()], ui).flatMap(name => {
    if (parts.tags.has(name) || tags.some(({ path: at }) => at.at(-1) === name)) return []
    const here = [...path, name]
    const field = fieldAt(form, values, here)
    if (!field || own(field.ui, 'ui:widget') === 'hidden') return []
    const place = { path: here, ...field, heading: [...heading, ...titlesAround(ui, name)] }
    return ofField(form, values, { ...place, required: parts.required.has(name) })
  })
  return [...tags, ...asked]
}

function ofField(form: CompiledForm, values: JsonObject, place: Place & { required: boolean }): FormQuestion[] {
  const { schema, ui, path, heading, required } = place
  const isGroup = own(schema, 'type') === 'object' && !isObject(own(schema, 'additionalProperties'))
  if (isGroup) {
    const title = textOf(ui, 'ui:title')
    const around = title !== undefined && title !== heading.at(-1) ? [...heading, title] : heading
    return ofObject(form, values, { ...place, heading: around })
  }
  const options = own(ui, 'ui:options')
  const isSecret = isObject(options) && own(options, 'secret') === true
  const choices = choicesOf(schema, ui)
  return [
    {
      path,
      kind: isSecret ? 'secret' : kindOf(schema, choices.length > 0),
      title: textOf(ui, 'ui:title') ?? path.at(-1) ?? '',
      heading,
      description: textOf(ui, 'ui:description'),
      required,
      multiline: /TextArea|SecretText|Code/i.test(textOf(ui, 'ui:widget') ?? ''),
      choices,
      fallback: isSecret ? undefined : own(schema, 'default'),
    },
  ]
}

function kindOf(schema: JsonObject, hasChoices: boolean): FormQuestion['kind'] {
  const type = own(schema, 'type')
  if (type === 'array') return hasChoices ? 'choices' : 'json'
  if (type === 'object') return 'json'
  if (hasChoices) return 'choice'
  return type === 'number' || type === 'integer' ? 'number' : 'text'
}

function choicesOf(schema: JsonObject, ui: JsonObject): Choice[] {
  if (own(schema, 'type') === 'boolean') {
    return [
      { value: true, label: 'Yes' },
      { value: false, label: 'No' },
    ]
  }
  const items = own(schema, 'items')
  const values = own(isObject(items) ? items : schema, 'enum')
  const names = own(ui, 'ui:enumNames')
  const nameOf = (value: Json, i: number) =>
    Array.isArray(names) ? names[i] : isObject(names) ? own(names, String(value)) : undefined
  return (Array.isArray(values) ? values : []).map((value, i) => ({
    value,
    label: String(nameOf(value, i) ?? value),
  }))
}

/** Which branch of a union, and of a union in that branch. */
function tagQuestions({ path, schema, ui, heading }: Place, value: JsonObject): FormQuestion[] {
  const tagName = tagNameOf(schema)
  if (tagName === undefined) return []
  const branches = branchesOf(schema)
  const entries = own(ui, 'oneOf')
  const uis = Array.isArray(entries) ? entries : []
  const choices = branches.map((branch, i) => {
    const tag = tagOf(branch, tagName) ?? null
    const entry = uis[i]
    return { value: tag, label: (isObject(entry) ? textOf(entry, 'ui:title') : undefined) ?? String(tag) }
  })
  const question: FormQuestion = {
    path: [...path, tagName],
    kind: 'choice',
    title: textOf(ui, 'ui:title') ?? tagName,
    heading,
    description: textOf(ui, 'ui:description'),
    required: true,
    multiline: false,
    choices,
    fallback: choices[0]?.value,
  }
  const chosen = chosenBranch(schema, value)
  const inner = chosen && uis[branches.indexOf(chosen)]
  const place = { path, schema: chosen ?? {}, ui: isObject(inner) ? inner : {}, heading }
  return [question, ...(chosen ? tagQuestions(place, value) : [])]
}

/** `ui:order`, with what it does not name in the place of its star. */
function inOrder(names: string[], ui: JsonObject): string[] {
  const order = own(ui, 'ui:order')
  const wanted = (Array.isArray(order) ? order : ['*']).map(String)
  const rest = names.filter(name => !wanted.includes(name))
  return wanted.flatMap(name => (name === '*' ? rest : names.includes(name) ? [name] : []))
}

/** The tab or section of an object's layout that a field stands in. */
function titlesAround(ui: JsonObject, name: string): string[] {
  const options = own(ui, 'ui:options')
  const layout = isObject(options) ? own(options, 'layout') : undefined
  if (!isObject(layout)) return []
  const groups = [own(layout, 'tabs'), own(layout, 'sections')].flatMap(list => (Array.isArray(list) ? list : []))
  const holder = groups.filter(isObject).find(group => {
    const names = own(group, 'names')
    return Array.isArray(names) && names.includes(name)
  })
  const title = holder && textOf(holder, 'title')
  return title === undefined ? [] : [title]
}

function textOf(object: JsonObject, key: string): string | undefined {
  const value = own(object, key)
  return typeof value === 'string' && value !== '' ? value : undefined
}
