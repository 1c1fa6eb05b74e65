import { isObject, type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { type Draft, emptyDraft, isDraft, member, textKey, typeOf, withKeys } from '../draft.ts'
import { matches } from '../matches.ts'
import { mergeDrafts } from '../merge-drafts.ts'
import type { Report } from '../report.ts'
import type { Rule } from './rule.ts'
import { isScalar, typeOfValue } from './type-rules.ts'

const SCALARS = new Set(['string', 'number', 'integer', 'boolean'])

export const CHOICE_SPELLINGS: Rule[] = [
  {
    name: 'enum-clean',
    sentence: 'reads choices and their names from every spelling',
    apply(draft) {
      const found = spelledChoices(draft)
      if (!found) return draft
      const options = own(draft.keys, 'options')
      const { enum: _enum, enum_titles: _titles, ...rest } = isObject(options) ? options : {}
      const others = isObject(options) && Object.keys(rest).length > 0 ? rest : undefined
      return withKeys(draft, {
        enum: found.values,
        enumNames: found.names.some(name => name !== null) ? found.names : undefined,
        'ui:enumNames': undefined,
        enumSource: undefined,
        options: others,
      })
    },
  },
]

interface Choices {
  values: Json[]
  /** Null where a choice has no name of its own. */
  names: Json[]
}

function spelledChoices(draft: Draft): Choices | undefined {
  const { options, enumSource } = draft.keys
  const listed = [options, member(draft, 'options', 'enum'), sourceList(enumSource)].find(list => isChoiceList(list))
  const values = own(draft.keys, 'enum')
  if (Array.isArray(values)) {
    const spellings = [member(draft, 'options', 'enum_titles'), draft.keys['enumNames'], draft.keys['ui:enumNames']]
    const titles = spellings.find(list => Array.isArray(list))
    const listedNames = isChoiceList(listed) ? listed : []
    if (!titles && listedNames.length === 0) return undefined
    const names = values.map((value, i) => {
      const title = Array.isArray(titles) ? titles[i] : undefined
      return isName(title) ? title : nameIn(listedNames, value)
    })
    return { values, names }
  }
  if (!isChoiceList(listed)) return undefined
  const known = listed.filter(entry => Object.hasOwn(entry, 'value') || Object.hasOwn(entry, 'const'))
  return {
    values: known.map(entry => own(entry, 'value') ?? own(entry, 'const') ?? null),
    names: known.map(entry => nameOf(entry)),
  }
}

/** The constant entries of an `enumSource`: texts, entries with a value, or lists of them under `source`. */
function sourceList(source: Json | undefined): Json[] | undefined {
  if (!Array.isArray(source)) return undefined
  return source.flatMap(entry => {
    if (isScalar(entry)) return [{ value: entry }]
    if (!isObject(entry)) return []
    return sourceList(own(entry, 'source')) ?? (Object.hasOwn(entry, 'value') ? [entry] : [])
  })
}

function isChoiceList(list: Json | undefined): list is JsonObject[] {
  return Array.isArray(list) && list.length > 0 && list.every(entry => isObject(entry) && Object.hasOwn(entry, 'value'))
}

function isName(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== ''
}

function nameOf(entry: JsonObject): Json {
  return [own(entry, 'title'), own(entry, 'name'), own(entry, 'label')].find(isName) ?? null
}

function nameIn(list: JsonObject[], value: Json): Json {
  const entry = list.find(one => jsonEqual(own(one, 'value'), value))
  return entry ? nameOf(entry) : null
}

export const CHOICE_RULES: Rule[] = [
  {
    name: 'scalar-union',
    sentence: 'reads a union of constants as choices and a union of simple types as one type',
    apply(draft, place, { report }) {
      if (!draft.union) return draft
      const folded = foldUnion(draft, draft.union.branches, report)
      return place.kind === 'then' ? withKeys(folded, { type: undefined }) : folded
    },
  },
  {
    name: 'enum-clean',
    sentence: 'takes doubled and wrongly typed choices out',
    apply(draft, _place, { report }) {
      const values = own(draft.keys, 'enum')
      if (!Array.isArray(values)) return draft
      const type = typeOf(draft) ?? 'string'
      const kept = values.flatMap((value, i) => {
        const first = values.findIndex(other => jsonEqual(other, value)) === i
        return first && isScalar(value) && matches({ type }, value) ? [i] : []
      })
      if (kept.length === values.length && values.length > 0) return draft
      const message = kept.length === 0 ? 'This list of choices has no usable entry.' : 'Some choices are left out.'
      const fix = 'List each choice once, with the type of the field.'
      report.warning('enum-clean', `${draft.at}/enum`, message, fix)
      const names = own(draft.keys, 'enumNames')
      return withKeys(draft, {
        enum: kept.length > 0 ? kept.map(i => values[i] ?? null) : undefined,
        enumNames: Array.isArray(names) && kept.length > 0 ? kept.map(i => names[i] ?? null) : undefined,
      })
    },
  },
  {
    name: 'type-infer',
    sentence: 'reads what is still without a type, and the entries of a list without items, as text',
    apply(draft, place) {
      const isValue = place.kind === 'property' || place.kind === 'items' || place.kind === 'entry'
      if (isValue && typeOf(draft) === undefined) return withKeys(draft, { type: 'string' })
      if (typeOf(draft) !== 'array' || draft.items) return draft
      return { ...draft, items: { ...emptyDraft(draft.at), index: draft.index, keys: { type: 'string' } } }
    },
  },
  {
    name: 'unique-choice',
    sentence: 'lets each choice of a list be taken once',
    apply(draft) {
      if (typeOf(draft) !== 'array' || !draft.items || !Array.isArray(draft.items.keys['enum'])) return draft
      return withKeys(draft, { uniqueItems: true })
    },
  },
]

function isConstant(branch: Draft): boolean {
  const choices = own(branch.keys, 'enum')
  const single = Array.isArray(choices) && choices.length === 1 && isScalar(choices[0])
  return !isGroup(branch) && (isScalar(own(branch.keys, 'const')) || single)
}

function isGroup(branch: Draft): boolean {
  return branch.properties !== undefined || branch.union !== undefined || isDraft(branch.extra)
}

function isObjectBranch(branch: Draft): boolean {
  return isGroup(branch) || typeOf(branch) === 'object' || (typeOf(branch) === undefined && !isConstant(branch))
}

/** A branch that only says which fields are needed. */
function isConstraint(branch: Draft): boolean {
  return (
    !isGroup(branch) && typeOf(branch) === undefined && textKey(branch, 'title') === undefined && !isConstant(branch)
  )
}

function foldUnion(draft: Draft, branches: Draft[], report: Report): Draft {
  const { union: _union, ...plain } = draft
  if (branches.every(isConstraint)) {
    const message = 'A form cannot ask for one of several fields this way, so this union is left out.'
    report.warning('scalar-union', draft.at, message, 'Give each branch a title and its own properties.')
    return plain
  }
  const written = typeOf(draft)
  const objects = written !== undefined && written !== 'object' ? [] : branches.filter(isObjectBranch)
  if (objects.length === 0) return foldValues(plain, branches, report)
  if (objects.length < branches.length) {
    const message = 'Only the branches with fields are shown.'
    report.warning('scalar-union', draft.at, message, 'Give every branch "properties".')
  }
  const typed = objects.map(branch => withKeys(branch, { type: 'object' }))
  const [single] = typed
  if (single && typed.length === 1) {
    const { title, ...rest } = single.keys
    const keys = textKey(draft, 'title') === undefined && title !== undefined ? single.keys : rest
    return withKeys(mergeDrafts(plain, { ...single, keys }, 'tight'), { type: 'object' })
  }
  const word = draft.union?.word ?? 'oneOf'
  return withKeys({ ...plain, union: { word, branches: typed } }, { type: 'object' })
}

function foldValues(draft: Draft, branches: Draft[], report: Report): Draft {
  const written = typeOf(draft)
  if (branches.every(isConstant) && !Array.isArray(draft.keys['enum']) && written !== 'array') {
    const values = branches.map(branch => own(branch.keys, 'const') ?? firstChoice(branch))
    const names = branches.map(branch => textKey(branch, 'title') ?? null)
    const type = written ?? commonType(values.map(typeOfValue))
    const named = names.some(name => name !== null)
    return withKeys(draft, { type, enum: values, ...(named ? { enumNames: names } : {}) })
  }
  const simple = branches.filter(branch => !isGroup(branch) && SCALARS.has(typeOf(branch) ?? ''))
  const type = written ?? commonType(simple.map(typeOf))
  const same = simple.filter(branch => typeOf(branch) === type)
  const [only] = same
  if (simple.length === 0 || (written !== undefined && !SCALARS.has(written))) {
    const message = 'This union is read as its first branch.'
    report.warning('scalar-union', draft.at, message, 'Write the one kind of value that is meant.')
    const [first] = branches
    return first && (written === undefined || written === typeOf(first)) ? mergeDrafts(draft, first, 'tight') : draft
  }
  if (only && same.length === 1 && simple.length === branches.length) {
    const choices =
      simple.length === 1 ? only : withKeys(only, { enum: undefined, const: undefined, enumNames: undefined })
    return withKeys(mergeDrafts(draft, withKeys(choices, { title: undefined }), 'tight'), { type })
  }
  return withKeys(draft, { type })
}

function firstChoice(branch: Draft): Json {
  const choices = own(branch.keys, 'enum')
  return (Array.isArray(choices) ? choices[0] : undefined) ?? null
}

function commonType(types: (string | undefined)[]): string {
  if (types.includes('string')) return 'string'
  return types.includes('number') ? 'number' : (types.find(type => type !== undefined) ?? 'string')
}
