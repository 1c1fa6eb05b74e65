import type { JsonObject } from '#shared/json.ts'
import { own } from '#shared/json.ts'
import { type Draft, isHidden, type Layout, member, textKey, typeOf } from './draft.ts'
import { gridPlan, strictGridPlan } from './grid-plan.ts'
import { mapParts } from './map-draft.ts'
import type { Named } from './named-field.ts'
import { ownWord } from './own-words.ts'
import type { Report } from './report.ts'
import { resolveText } from './texts.ts'
import type { TextBundles } from './types.ts'

const STACK_WORDS = new Set(['normal', 'table', 'vertical'])
const GRID_WORDS = new Set(['grid', 'grid-strict', 'horizontal'])
const TAB_WORDS = new Set(['categories', 'tabs-top', 'tabs'])
const MAX_COLUMNS = 6

/** Phase 8, second half: template, order and plan of every object and list (forms.md §3). */
export function applyLayout(draft: Draft, texts: TextBundles, report: Report): Draft {
  return lay(draft, undefined, { texts, report })
}

interface Laying {
  texts: TextBundles
  report: Report
}

function lay(draft: Draft, inherited: string | undefined, laying: Laying): Draft {
  const word = layoutWord(draft, laying.report) ?? inherited
  // A branch is drawn like the object it belongs to, but tabs in tabs help nobody.
  const forBranches = word !== undefined && GRID_WORDS.has(word) ? word : undefined
  const copy = mapParts(draft, (part, { kind }) => lay(part, kind === 'branch' ? forBranches : undefined, laying))
  if (typeOf(draft) === 'array' && !copy.widget) return { ...copy, layout: listLayout(copy, laying.report) }
  if (typeOf(draft) !== 'object') return copy
  return { ...copy, layout: objectLayout(copy, word, laying) }
}

function layoutWord(draft: Draft, report: Report): string | undefined {
  const spellings = [
    member(draft, 'options', 'layout'),
    member(draft, 'options', 'object_layout'),
    draft.keys['format'],
  ]
  const word = spellings.find(one => typeof one === 'string')
  if (typeof word !== 'string' || typeOf(draft) !== 'object') return undefined
  if (STACK_WORDS.has(word) || GRID_WORDS.has(word) || TAB_WORDS.has(word)) return word
  const message = 'This layout is not known; one field a row is shown.'
  report.info('unknown-layout', `${draft.at}/format`, message, 'Write table, grid, categories or tabs.')
  return undefined
}

function objectLayout(draft: Draft, word: string | undefined, { texts, report }: Laying): Layout {
  const fields = orderedFields(draft)
  const order = [...fields.map(([name]) => name), '*']
  const shown = fields.filter(([, field]) => !isHidden(field))
  if (word === 'grid-strict') return { template: 'GridObject', plan: strictGridPlan(shown, report), order }
  if (word === 'grid' || word === 'horizontal') {
    return { template: 'GridObject', plan: gridPlan(shown, word === 'horizontal'), order }
  }
  if (word !== undefined && TAB_WORDS.has(word)) {
    const plan = tabsPlan(draft, shown, { orientation: word === 'tabs' ? 'start' : 'top', texts })
    if (plan) return { template: 'TabsObject', plan, order }
  }
  return { template: 'StackObject', plan: stackPlan(draft, shown, texts), order }
}

/** `propertyOrder`, else `order`, else the object's `ui:order`, else the order of the file. */
function orderedFields(draft: Draft): Named[] {
  const listed = own(draft.keys, 'ui:order')
  const names = Array.isArray(listed) ? listed : []
  const rank = (field: Draft) => {
    const given = own(field.keys, 'propertyOrder') ?? own(field.keys, 'order')
    return typeof given === 'number' ? given : 1000
  }
  const place = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length)
  return [...(draft.properties ?? [])].sort(([a, first], [b, second]) => {
    return rank(first) - rank(second) || place(a) - place(b) || first.index - second.index
  })
}

function isGroup(field: Draft): boolean {
  return typeOf(field) === 'object' || typeOf(field) === 'array'
}

/** Tab 0 holds the plain fields; then one tab for each object, list and union. Undefined for fewer than two tabs. */
function tabsPlan(
  draft: Draft,
  shown: Named[],
  { orientation, texts }: { orientation: 'top' | 'start'; texts: TextBundles },
): JsonObject | undefined {
  const plain = shown.filter(([, field]) => !isGroup(field)).map(([name]) => name)
  const given = member(draft, 'options', 'basicCategoryTitle')
  const basic = typeof given === 'string' && given !== '' ? resolveText(given, texts) : ownWord('basic', texts)
  const groups = shown.filter(([, field]) => isGroup(field))
  const tabs = [
    ...(plain.length > 0 ? [{ title: basic, names: plain }] : []),
    ...groups.map(([name, field]) => ({ title: field.words?.title ?? name, names: [name] })),
  ]
  if (tabs.length < 2) return undefined
  return { kind: 'tabs', orientation, tabs: tabs.map((tab, i) => ({ id: `t${i}`, ...tab })) }
}

/** Sections stand only where an author asks for them: by `group`, or by `advanced`. */
function stackPlan(draft: Draft, shown: Named[], texts: TextBundles): JsonObject {
  const listed = own(draft.keys, 'groups')
  const groups = Array.isArray(listed) ? listed : []
  const sections = new Map<string, { title: string; names: string[] }>()
  for (const group of groups) {
    if (typeof group !== 'object' || group === null || Array.isArray(group)) continue
    const [id, title] = [own(group, 'id'), own(group, 'title')]
    if (typeof id === 'string')
      sections.set(id, { title: typeof title === 'string' ? resolveText(title, texts) : id, names: [] })
  }
  const advanced: string[] = []
  for (const [name, field] of shown) {
    const section = sections.get(textKey(field, 'group') ?? '')
    if (section) section.names.push(name)
    else if (field.keys['advanced'] === true && field.keys['always_show'] !== true) advanced.push(name)
  }
  const filled = [...sections.values()].filter(section => section.names.length > 0)
  const all: JsonObject[] = filled.map(({ title, names }) => ({ title, collapsed: false, names }))
  if (advanced.length > 0) all.push({ title: ownWord('advanced', texts), collapsed: true, names: advanced })
  if (all.length === 0) return { kind: 'stack' }
  return { kind: 'stack', sections: all.map((section, i) => ({ id: `s${i}`, ...section })) }
}

function listLayout(draft: Draft, report: Report): Layout {
  const word = textKey(draft, 'format')
  const columns = [...(draft.items?.properties ?? [])]
  if (word === 'table' && draft.items && typeOf(draft.items) === 'object') {
    const ordered = orderedFields(draft.items).filter(([, field]) => !isHidden(field))
    const simple = ordered.length > 0 && ordered.length <= MAX_COLUMNS && !ordered.some(([, field]) => isGroup(field))
    if (simple && !draft.items.union && columns.length > 0) {
      const plan = {
        kind: 'table',
        columns: ordered.map(([name, field]) => ({ name, title: field.words?.title ?? name })),
      }
      return { template: 'TableArray', plan }
    }
    const message = 'A table has at most six simple columns, so the entries stand one under another.'
    report.info('unknown-layout', `${draft.at}/format`, message, 'Use fewer or simpler fields, or "tabs".')
  }
  if (word === 'tabs' || word === 'tabs-top')
    return { template: 'TabsArray', plan: { kind: 'tabs', orientation: word === 'tabs' ? 'start' : 'top' } }
  return { template: 'StackArray', plan: { kind: 'stack' } }
}
