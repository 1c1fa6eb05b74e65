import { type Condition, type Dependent, type Draft, isDraft } from './draft.ts'

/** What a draft is to the one around it. */
export interface Place {
  kind: 'root' | 'property' | 'items' | 'entry' | 'branch' | 'then'
  /** Its name, for a property. */
  name: string
}

/** The draft with every draft directly in it changed; the same draft when none changes. */
export function mapParts(draft: Draft, change: (part: Draft, place: Place) => Draft): Draft {
  const changes: Partial<Draft> = {}
  const properties = mapFields(draft.properties, change)
  if (properties !== draft.properties && properties) changes.properties = properties
  const items = draft.items && change(draft.items, ITEMS)
  if (items && items !== draft.items) changes.items = items
  const extra = isDraft(draft.extra) ? change(draft.extra, ENTRY) : draft.extra
  if (extra !== undefined && extra !== draft.extra) changes.extra = extra
  if (draft.union) {
    const branches = mapList(draft.union.branches, part => change(part, BRANCH))
    if (branches !== draft.union.branches) changes.union = { ...draft.union, branches }
  }
  const conditions = mapList(draft.conditions, one => mapCondition(one, change))
  if (conditions !== draft.conditions) changes.conditions = conditions
  const dependents = mapList(draft.dependents, one => mapDependent(one, change))
  if (dependents !== draft.dependents) changes.dependents = dependents
  return Object.keys(changes).length > 0 ? { ...draft, ...changes } : draft
}

type Change = (part: Draft, place: Place) => Draft

function mapFields(fields: Draft['properties'], change: Change): Draft['properties'] {
  let changed: Map<string, Draft> | undefined
  for (const [name, part] of fields ?? []) {
    const after = change(part, { kind: 'property', name })
    if (after === part) continue
    changed ??= new Map(fields)
    changed.set(name, after)
  }
  return changed ?? fields
}

function mapList<T>(list: T[], change: (item: T) => T): T[] {
  if (list.length === 0) return list
  const after = list.map(change)
  return after.some((item, i) => item !== list[i]) ? after : list
}

function mapCondition(condition: Condition, change: Change): Condition {
  const met = condition.met && change(condition.met, THEN)
  const unmet = condition.unmet && change(condition.unmet, THEN)
  if (met === condition.met && unmet === condition.unmet) return condition
  return { at: condition.at, when: condition.when, ...(met ? { met } : {}), ...(unmet ? { unmet } : {}) }
}

function mapDependent(dependent: Dependent, change: Change): Dependent {
  if (Array.isArray(dependent.requires)) return dependent
  const requires = change(dependent.requires, THEN)
  return requires === dependent.requires ? dependent : { ...dependent, requires }
}

/** A new tree: `change` sees every draft after the drafts in it. */
export function mapDraft(draft: Draft, change: (draft: Draft, place: Place) => Draft, place: Place = ROOT): Draft {
  return change(
    mapParts(draft, (part, inside) => mapDraft(part, change, inside)),
    place,
  )
}

export const ROOT: Place = { kind: 'root', name: '' }
const ITEMS: Place = { kind: 'items', name: '' }
const ENTRY: Place = { kind: 'entry', name: '' }
const BRANCH: Place = { kind: 'branch', name: '' }
const THEN: Place = { kind: 'then', name: '' }
