import { type Condition, type Draft, isDraft, isHidden, requiredOf, typeOf, withRequired } from './draft.ts'
import type { Report } from './report.ts'

/**
 * A name has one look in an object, whatever conditions declare it: the uiSchema of an object knows no conditions.
 * Of several definitions those stay that can be drawn alike; a later one of another kind is taken out with an error.
 */
export function alignDefinitions(draft: Draft, report: Report): Draft {
  return alignObjects([draft], report)[0] ?? draft
}

/** An object, or a part that a condition adds to it. */
interface Holder {
  draft: Draft
  /** Always in force where this one is: the object itself, and the conditions around this one. */
  around: Holder[]
  conditions: { at: Condition['at']; when: Condition['when']; met?: Holder; unmet?: Holder }[]
}

interface Definition {
  holder: Holder
  field: Draft
}

/** Objects that are drawn by one uiSchema. */
function alignObjects(objects: Draft[], report: Report): Draft[] {
  const roots = objects.map(object => holderOf(object, []))
  const holders = roots.flatMap(withInner)
  const names = new Set(holders.flatMap(({ draft }) => [...(draft.properties?.keys() ?? [])]))
  for (const name of names) alignName(name, holders, report)
  alignParts(holders, report)
  return roots.map(rebuild)
}

function holderOf(draft: Draft, around: Holder[]): Holder {
  const holder: Holder = { draft, around, conditions: [] }
  const inside = [...around, holder]
  holder.conditions = draft.conditions.map(({ at, when, met, unmet }) => ({
    at,
    when,
    ...(met ? { met: holderOf(met, inside) } : {}),
    ...(unmet ? { unmet: holderOf(unmet, inside) } : {}),
  }))
  return holder
}

function withInner(holder: Holder): Holder[] {
  const inner = holder.conditions.flatMap(({ met, unmet }) => [met, unmet]).filter(part => part !== undefined)
  return [holder, ...inner.flatMap(withInner)]
}

function rebuild({ draft, conditions }: Holder): Draft {
  if (conditions.length === 0) return draft
  return {
    ...draft,
    conditions: conditions.map(({ at, when, met, unmet }) => ({
      at,
      when,
      ...(met ? { met: rebuild(met) } : {}),
      ...(unmet ? { unmet: rebuild(unmet) } : {}),
    })),
  }
}

function alignName(name: string, holders: Holder[], report: Report): void {
  const all = holders.flatMap((holder): Definition[] => {
    const field = holder.draft.properties?.get(name)
    return field ? [{ holder, field }] : []
  })
  const possible = all.filter(({ holder, field }) => {
    return holder.around.every(one => canBeBoth(one.draft.properties?.get(name) ?? field, field))
  })
  const shown = possible.find(({ field }) => kindOf(field) !== 'fixed') ?? possible[0]
  const kept = possible.filter(({ field }) => shown && canBeDrawnAs(field, shown.field))
  for (const { holder, field } of all.filter(definition => !kept.includes(definition))) {
    const message = 'Two definitions give this name different kinds of field; only the first is shown.'
    report.error('condition-scope', field.at, message, 'Give one of the two fields another name.')
    holder.draft = withoutField(holder.draft, name)
  }
  const seen = kept.filter(({ field }) => !isHidden(field))
  const other = seen.find(({ field }) => !isSaidAlike(field, seen[0]?.field ?? field))
  if (other) {
    const message = 'Two definitions of this field have different words; the first are shown.'
    report.info('condition-scope', other.field.at, message, 'Write words that fit both.')
  }
  const fields = alignValues(
    kept.map(({ field }) => field),
    report,
  )
  for (const [i, { holder, field }] of kept.entries()) {
    const after = fields[i]
    if (!after || after === field) continue
    holder.draft = { ...holder.draft, properties: new Map(holder.draft.properties).set(name, after) }
  }
}

/** The parts inside several definitions of one value. */
function alignValues(values: Draft[], report: Report): Draft[] {
  if (typeOf(values[0] ?? { at: '', index: 0, keys: {}, conditions: [], dependents: [] }) === 'array') {
    const lists = values.filter(value => value.items)
    const items = alignValues(
      lists.flatMap(list => list.items ?? []),
      report,
    )
    return values.map(value => {
      const item = items[lists.indexOf(value)]
      return item && item !== value.items ? { ...value, items: item } : value
    })
  }
  return values.some(value => typeOf(value) === 'object') ? alignObjects(values, report) : values
}

/** Branches and entries with free names have looks of their own. */
function alignParts(holders: Holder[], report: Report): void {
  const unions = holders.filter(({ draft }) => draft.union)
  const count = Math.max(0, ...unions.map(({ draft }) => draft.union?.branches.length ?? 0))
  for (let i = 0; i < count; i++) {
    const branches = unions.flatMap(({ draft }) => draft.union?.branches[i] ?? [])
    const after = alignObjects(branches, report)
    for (const holder of unions) {
      const { union } = holder.draft
      const branch = union && after[branches.indexOf(union.branches[i] ?? holder.draft)]
      if (union && branch) {
        holder.draft = { ...holder.draft, union: { ...union, branches: union.branches.with(i, branch) } }
      }
    }
  }
  const maps = holders.filter(({ draft }) => isDraft(draft.extra))
  const entries = alignValues(
    maps.flatMap(({ draft }) => (isDraft(draft.extra) ? draft.extra : [])),
    report,
  )
  for (const [i, holder] of maps.entries()) {
    const entry = entries[i]
    if (entry) holder.draft = { ...holder.draft, extra: entry }
  }
}

function withoutField(draft: Draft, name: string): Draft {
  const properties = new Map(draft.properties)
  properties.delete(name)
  return withRequired(
    { ...draft, properties },
    requiredOf(draft).filter(one => one !== name),
  )
}

function isSaidAlike({ words: a }: Draft, { words: b }: Draft): boolean {
  return a?.title === b?.title && a?.description === b?.description
}

/** A choice is drawn as a box for text where it has no choices, and a fixed answer as the question it answers. */
function canBeDrawnAs(field: Draft, shown: Draft): boolean {
  const [kind, other] = [kindOf(field), kindOf(shown)]
  if (kind === 'fixed') return other === 'choice' || other === 'flag' || other === 'fixed'
  if (kind !== other) return [kind, other].every(one => one === 'choice' || one === 'text')
  if (kind === 'list') return !field.items || !shown.items || canBeDrawnAs(field.items, shown.items)
  if (kind === 'object') return !isDraft(field.extra) || !isDraft(shown.extra) || canBeDrawnAs(field.extra, shown.extra)
  if (kind !== 'union') return true
  return JSON.stringify(tagsOf(field)) === JSON.stringify(tagsOf(shown))
}

/** True when some value fits both types: a declared field stays in force under a condition. */
function canBeBoth(first: Draft, second: Draft): boolean {
  const numbers = ['number', 'integer']
  const [a, b] = [typeOf(first) ?? '', typeOf(second) ?? '']
  return a === b || (numbers.includes(a) && numbers.includes(b))
}

function kindOf(draft: Draft): 'object' | 'union' | 'list' | 'choices' | 'choice' | 'fixed' | 'flag' | 'text' {
  const type = typeOf(draft)
  if (type === 'object') return draft.union ? 'union' : 'object'
  if (type === 'array') return Array.isArray(draft.items?.keys['enum']) ? 'choices' : 'list'
  if (type === 'boolean' && Object.hasOwn(draft.keys, 'const')) return 'fixed'
  if (Array.isArray(draft.keys['enum'])) return 'choice'
  return type === 'boolean' ? 'flag' : 'text'
}

function tagsOf({ union }: Draft): unknown[] {
  const values = union?.branches.map(branch => branch.properties?.get(union.tag ?? '')?.keys['const']) ?? []
  return [union?.tag, ...values]
}
