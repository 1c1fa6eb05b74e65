import { type Condition, type Draft, emptyDraft, requiredOf, withRequired } from './draft.ts'
import { leaveAlone } from './leave-alone.ts'
import { mapParts } from './map-draft.ts'
import type { Report } from './report.ts'
import { type Atom, visibilityOf } from './visibility.ts'
import { whenOf } from './when.ts'

/** What a name stands for in one object of the values. */
interface Field {
  draft: Draft
  /** Declared by a branch of the object's union. */
  inBranch: boolean
}

type Fields = Map<string, Field>

/** One object of the values, on the way from the root (or from a list entry) to a field. */
interface Level {
  name: string
  fields: Fields
  /** Reached through a branch or a condition: nothing outside can add fields here. */
  enclosed: boolean
}

/** An atom with its path from the first level. */
type Located = Pick<Atom, 'path' | 'test' | 'mode'>

/** A conditional field on its way up to the object where its condition stands. */
interface Lifted {
  depth: number
  when: Condition['when']
  path: string[]
  field: Draft
  name: string
  required: boolean
}

/** Moves every field that is shown on a condition out of `properties` and under that condition. */
export function moveConditional(draft: Draft, report: Report): Draft {
  return visit(draft, [{ name: '', fields: fieldsOf(draft), enclosed: false }], report).draft
}

function visit(draft: Draft, levels: Level[], report: Report): { draft: Draft; lifted: Lifted[] } {
  const lifted: Lifted[] = []
  let copy: Draft = mapParts(draft, (part, { kind, name }) => {
    if (kind === 'items' || kind === 'entry') return moveConditional(part, report)
    const inside = kind === 'property' ? [...levels, levelOf(name, part)] : enclose(levels, part)
    const result = visit(part, inside, report)
    lifted.push(...result.lifted)
    return result.draft
  })
  for (const [name, field] of copy.properties ?? []) {
    const home = levels.length - 1
    const located = locate(name, field, levels, report)
    if (!located) continue
    const names = levels.slice(1).map(level => level.name)
    const depth = Math.min(home, ...located.map(atom => commonDepth(atom.path, names)))
    if (levels.slice(depth + 1).some(level => level.enclosed)) {
      scopeError(field, report)
      continue
    }
    const when = whenOf(located.map(atom => ({ ...atom, path: atom.path.slice(depth) })))
    const required = requiredOf(copy).includes(name)
    lifted.push({ depth, when, path: names.slice(depth), field, name, required })
    copy = without(copy, name)
  }
  const here = lifted.filter(one => one.depth === levels.length - 1)
  const conditions = [...copy.conditions, ...here.map(conditionOf)]
  return { draft: { ...copy, conditions }, lifted: lifted.filter(one => !here.includes(one)) }
}

function levelOf(name: string, draft: Draft): Level {
  return { name, fields: fieldsOf(draft), enclosed: false }
}

/** The same object seen from inside a branch or a condition: its other branches are out of reach. */
function enclose(levels: Level[], part: Draft): Level[] {
  const last = levels.at(-1)
  if (!last) return levels
  const fields = new Map([...last.fields].filter(([, field]) => !field.inBranch))
  for (const [name, field] of fieldsOf(part)) fields.set(name, { ...field, inBranch: false })
  return [...levels.slice(0, -1), { ...last, fields, enclosed: true }]
}

function fieldsOf(draft: Draft): Fields {
  const fields: Fields = new Map()
  const add = (part: Draft | undefined, inBranch: boolean) => {
    if (!part) return
    for (const [name, property] of part.properties ?? []) {
      if (!fields.has(name)) fields.set(name, { draft: property, inBranch })
    }
    for (const condition of part.conditions) {
      add(condition.met, inBranch)
      add(condition.unmet, inBranch)
    }
    for (const branch of part.union?.branches ?? []) add(branch, true)
  }
  add(draft, false)
  return fields
}

/** The atoms of a field with those of the fields they look at; undefined when it is always shown. */
function locate(name: string, field: Draft, levels: Level[], report: Report): Located[] | undefined {
  const home = levels.slice(1).map(level => level.name)
  const found: Located[] = []
  const seen = new Set<string>()
  const done = new Set<string>()
  const gather = (draft: Draft, at: string[], self: string): boolean => {
    const key = JSON.stringify([...at, self])
    const atoms = visibilityOf(draft)
    if (atoms.length === 0 || done.has(key)) return true
    if (seen.has(key)) return false
    seen.add(key)
    const good = atoms.every(atom => {
      const path = atom.from === 'root' ? atom.path : [...at, ...atom.path]
      const controller = lookUp(levels, path)
      if (!controller) return false
      found.push({ path, test: atom.test, mode: atom.mode })
      return gather(controller, path.slice(0, -1), path.at(-1) ?? '')
    })
    seen.delete(key)
    if (good) done.add(key)
    return good
  }
  if (!gather(field, home, name)) {
    scopeError(field, report)
    return undefined
  }
  const unique = new Map(found.map(atom => [JSON.stringify(atom), atom]))
  return found.length > 0 ? [...unique.values()] : undefined
}

function scopeError(field: Draft, report: Report): void {
  const message = 'The condition looks at a field that cannot be seen from here, so the field is always shown.'
  report.error('condition-scope', field.at, message, 'Name a field beside this one, or write "root." and its path.')
}

/** The field at a path from the first level: through the levels that lead to us, then down. */
function lookUp(levels: Level[], path: string[]): Draft | undefined {
  let fields: Fields | undefined = levels[0]?.fields
  let onWay = true
  let found: Draft | undefined
  for (const [depth, name] of path.entries()) {
    found = fields?.get(name)?.draft
    if (!found) return undefined
    const next: Level | undefined = levels[depth + 1]
    onWay = onWay && next?.name === name
    fields = onWay && next ? next.fields : fieldsOf(found)
  }
  return found
}

function commonDepth(path: string[], names: string[]): number {
  let depth = 0
  while (depth < path.length - 1 && depth < names.length && path[depth] === names[depth]) depth++
  return depth
}

function without(draft: Draft, name: string): Draft {
  const properties = new Map(draft.properties)
  properties.delete(name)
  return withRequired(
    { ...draft, properties, conditions: leaveAlone(draft.conditions, [name]) },
    requiredOf(draft).filter(one => one !== name),
  )
}

function conditionOf({ when, path, field, name, required }: Lifted): Condition {
  const holder: Draft = { ...emptyDraft(field.at), index: field.index, properties: new Map([[name, field]]) }
  let met = required ? withRequired(holder, [name]) : holder
  for (const part of [...path].reverse()) {
    const inner: Draft = { ...met, keys: { ...met.keys, type: 'object' }, refines: true }
    met = { ...emptyDraft(field.at), index: field.index, properties: new Map([[part, inner]]) }
  }
  return { at: field.at, when, met }
}
