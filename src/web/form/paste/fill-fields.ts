import { branchesOf, tagNameOf, tagOf } from '#schema/active-parts.ts'
import { matches } from '#schema/matches.ts'
import type { CompiledForm } from '#schema/types.ts'
import { valueAt } from '#schema/value-places.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { type Concept, conceptOf } from './concepts.ts'
import { wordsOf } from './name-words.ts'

/** Another field's value that a field asks for before it is there: the tag of its branch, or its condition. */
export interface Need {
  path: string[]
  anyOf: Json[]
  isTag: boolean
}

/** A box that pasted values may go into. */
export interface FillField {
  path: string[]
  pointer: string
  label: string
  schema: JsonObject
  options: JsonObject
  widget: string
  /** What a choice calls its options. */
  names: readonly string[]
  /** Values its author shows: default, placeholder, examples. */
  samples: readonly string[]
  isSecret: boolean
  isRequired: boolean
  needs: Need[]
  /** Words of its own name, of its title, of the groups around it, of groups and name, and all of them. */
  key: string[]
  title: string[]
  groups: string[]
  way: string[]
  all: string[]
  concept: Concept | undefined
}

interface Place {
  schema: JsonObject
  ui: JsonObject
  path: string[]
  groups: string[]
  needs: Need[]
}

/** More boxes than any form has that a person fills; it bounds the work. */
const MOST_FIELDS = 600

/** Every box of a form, in every branch and under every condition that values can meet. */
export function fillFields(form: CompiledForm, values: JsonObject): FillField[] {
  const found = new Map<string, FillField>()
  const visit = (place: Place) => {
    const properties = objectIn(place.schema, 'properties')
    const required = own(place.schema, 'required')
    for (const [name, schema] of Object.entries(properties)) {
      if (!isObject(schema) || found.size >= MOST_FIELDS) continue
      const ui = objectIn(place.ui, name)
      const inner = { schema, ui, path: [...place.path, name], groups: [...place.groups, name], needs: place.needs }
      if (own(ui, 'ui:widget') === 'hidden' || own(ui, 'ui:readonly') === true) continue
      if (isGroup(schema)) visit(inner)
      else add(inner, Array.isArray(required) && required.includes(name))
    }
    const tagName = tagNameOf(place.schema)
    for (const [i, branch] of branchesOf(place.schema).entries()) {
      const tag = tagName === undefined ? undefined : tagOf(branch, tagName)
      if (tagName === undefined || tag === undefined) continue
      const need = { path: [...place.path, tagName], anyOf: [tag], isTag: true }
      const entries = own(place.ui, 'oneOf')
      const entry = Array.isArray(entries) ? entries[i] : undefined
      visit({ ...place, schema: branch, ui: isObject(entry) ? entry : {}, needs: [...place.needs, need] })
    }
    for (const part of conditionalParts(place, values)) visit(part)
  }
  const add = (place: Place, isRequired: boolean) => {
    const field = toField(place, isRequired)
    const key = `${field.pointer} ${JSON.stringify(field.needs)}`
    // A condition that only narrows a field is not another field.
    if (field.widget !== '' && !found.has(`${field.pointer} []`) && !found.has(key)) found.set(key, field)
  }
  visit({ schema: form.schema, ui: form.uiSchema, path: [], groups: [], needs: [] })
  return [...found.values()]
}

function isGroup(schema: JsonObject): boolean {
  return Object.hasOwn(schema, 'properties') || branchesOf(schema).length > 0
}

function conditionalParts(place: Place, values: JsonObject): Place[] {
  const all = own(place.schema, 'allOf')
  const parts = [place.schema, ...(Array.isArray(all) ? all.filter(isObject) : [])]
  return parts.flatMap(part => {
    const test = own(part, 'if')
    if (!isObject(test)) return part === place.schema ? [] : [{ ...place, schema: part }]
    const needs = needsOf(test, place)
    const here = valueAt(values, place.path)
    const holds = matches(test, isObject(here) ? here : {})
    const then = own(part, 'then')
    const other = own(part, 'else')
    return [
      ...(isObject(then) && (needs || holds)
        ? [{ ...place, schema: then, needs: [...place.needs, ...(needs ?? [])] }]
        : []),
      ...(isObject(other) && !holds ? [{ ...place, schema: other }] : []),
    ]
  })
}

/** What a condition asks for, when it asks for plain values only. */
function needsOf(test: JsonObject, place: Place): Need[] | undefined {
  const needs: Need[] = []
  const read = (part: JsonObject, path: string[], declared: JsonObject | undefined): boolean =>
    Object.entries(part).every(([key, value]) => {
      if (key === 'required' || key === 'type') return true
      if (key === 'const') return needs.push({ path, anyOf: [value], isTag: false }) > 0
      if (key === 'enum' && Array.isArray(value)) return needs.push({ path, anyOf: value, isTag: false }) > 0
      if (key === 'not' && declared?.['type'] === 'boolean')
        return needs.push({ path, anyOf: [true], isTag: false }) > 0
      if (key === 'allOf' && Array.isArray(value)) return value.every(one => isObject(one) && read(one, path, declared))
      if (key !== 'properties' || !isObject(value)) return false
      return Object.entries(value).every(([name, inner]) => {
        const property = declared && objectIn(objectIn(declared, 'properties'), name)
        return isObject(inner) && read(inner, [...path, name], property)
      })
    })
  return read(test, place.path, place.schema) ? needs : undefined
}

function toField({ schema, ui, path, groups, needs }: Place, isRequired: boolean): FillField {
  const name = path.at(-1) ?? ''
  const title = own(ui, 'ui:title')
  const label = typeof title === 'string' && title !== '' ? title : name
  const options = objectIn(ui, 'ui:options')
  const widget = own(ui, 'ui:widget')
  const key = wordsOf(name)
  const titleWords = wordsOf(label)
  const around = groups.slice(0, -1).flatMap(wordsOf)
  return {
    path,
    pointer: toPointer(path),
    label,
    schema,
    options,
    // A fixed value takes nothing; a map has no widget.
    widget: Object.hasOwn(schema, 'const') ? '' : typeof widget === 'string' ? widget : isMap(schema) ? 'map' : '',
    names: textsIn(ui, 'ui:enumNames'),
    samples: [own(schema, 'default'), own(ui, 'ui:placeholder'), ...textsIn(options, 'examples')].filter(isText),
    isSecret: options['secret'] === true,
    isRequired,
    needs,
    key,
    title: titleWords,
    groups: around,
    way: [...around, ...key],
    all: [...around, ...key, ...titleWords],
    concept: fieldConcept(key, titleWords, options),
  }
}

/** Its name says what a field is, else its title; a box for addresses wants one even when it is called "Server". */
function fieldConcept(key: string[], title: string[], options: JsonObject): Concept | undefined {
  const named = conceptOf(key)?.concept
  const titled = conceptOf(title)?.concept
  const concept = named === undefined || named === 'secret' || key.join('') === 'key' ? (titled ?? named) : named
  const isAddress = options['inputType'] === 'url' || options['check'] === 'uri'
  if (isAddress && (concept === 'host' || concept === undefined)) return 'url'
  return concept
}

/** A group with free names, or a list of plain values. */
function isMap(schema: JsonObject): boolean {
  const inner = own(schema, 'additionalProperties') ?? own(schema, 'items')
  return isObject(inner) && typeof inner['type'] === 'string' && inner['type'] !== 'object'
}

function textsIn(object: JsonObject, key: string): string[] {
  const list = own(object, key)
  return Array.isArray(list) ? list.map(String) : []
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string'
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = own(object, key)
  return isObject(value) ? value : {}
}
