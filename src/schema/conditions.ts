import { canonicalJson, jsonEqual, own } from '#shared/json.ts'
import { alignDefinitions } from './align-definitions.ts'
import type { Caps } from './caps.ts'
import {
  type Condition,
  type Dependent,
  type Draft,
  emptyDraft,
  isDraft,
  namesOf,
  requiredOf,
  requireFields,
  typeOf,
  withKeys,
  withRequired,
} from './draft.ts'
import { emitSchema } from './emit-schema.ts'
import { guardWhen } from './guard-when.ts'
import { keepDeclared } from './keep-declared.ts'
import { leaveOnlyFields } from './leave-only-fields.ts'
import { mapDraft, mapParts } from './map-draft.ts'
import { mergeDrafts } from './merge-drafts.ts'
import { refineAgain } from './refine.ts'
import type { Report } from './report.ts'
import { fitDefault, hideSingleChoices } from './rules/type-rules.ts'
import { moveConditional } from './visible-fields.ts'
import { cleanWhen, losesTest, withPresence } from './when.ts'

/** Phase 7: every spelling of a condition becomes `if` and `then` (forms.md §5.2). */
export function settleConditions(draft: Draft, caps: Caps, report: Report): Draft {
  const moved = moveConditional(ownConditions(draft, report), report)
  const settled = refineAgain(mapDraft(moved, part => leaveOnlyFields(part, report)))
  const single = mapDraft(settled, (part, { kind }) => {
    return closeEnds(kind === 'then' ? part : keepOneUnion(part, part.union !== undefined, report).draft, report)
  })
  const keeping = { caps, report, patterns: { count: 0 } }
  const guarded = mapDraft(single, part => {
    if (part.conditions.length === 0) return part
    const conditions = part.conditions.map(one => ({ ...one, when: guardWhen(one.when, one.at, keeping) }))
    return { ...part, conditions }
  })
  // Branches and conditions may have made more fields required since the rules ran.
  const hidden = mapDraft(mapDraft(guarded, hideSingleChoices), fitDefault)
  const aligned = refineAgain(alignDefinitions(hidden, report))
  return shareConditions(keepDeclared(aligned, new Set(), report))
}

/** One object has one selector: a second union, under a condition, could not be drawn beside the first. */
function keepOneUnion(draft: Draft, taken: boolean, report: Report): { draft: Draft; taken: boolean } {
  let has = taken
  const keep = (part: Draft): Draft => {
    const { union, ...plain } = part
    if (union && has) reportUnion(part, report)
    const kept = keepOneUnion(union && has ? plain : part, has || union !== undefined, report)
    has = kept.taken
    return kept.draft
  }
  const conditions = draft.conditions.map(({ met, unmet, ...condition }) => {
    return { ...condition, ...(met ? { met: keep(met) } : {}), ...(unmet ? { unmet: keep(unmet) } : {}) }
  })
  return { draft: conditions.length > 0 ? { ...draft, conditions } : draft, taken: has }
}

/** Free names beside a union or a condition would be judged against the fields those add. */
function closeEnds(draft: Draft, report: Report): Draft {
  const { extra, ...closed } = draft
  const branches = draft.union?.branches.some(branch => isDraft(branch.extra)) && (draft.properties?.size ?? 0) > 0
  if (!branches && !(isDraft(extra) && (draft.union || draft.conditions.length > 0))) return draft
  const message = 'Entries with free names cannot stand beside a union or a condition, so they are left out.'
  report.warning('open-object', draft.at, message, 'Put the free names into a property of their own.')
  if (!draft.union) return closed
  const open = draft.union.branches.map(({ extra: _extra, ...branch }) => branch)
  return { ...closed, union: { ...draft.union, branches: branches ? open : draft.union.branches } }
}

/** The author's own `if`, `dependencies` and their kin. */
function ownConditions(draft: Draft, report: Report): Draft {
  const copy = mapParts(draft, part => ownConditions(part, report))
  const written = copy.conditions.map(condition => ({ ...condition, when: readWhen(condition, report) }))
  const made = copy.dependents.flatMap(dependent => conditionsOf(dependent, copy))
  return moveRequired({ ...copy, conditions: [...written, ...made], dependents: [] })
}

function readWhen(condition: Condition, report: Report): Condition['when'] {
  const clean = cleanWhen(condition.when)
  if (losesTest(condition.when, clean)) {
    const message = 'A part of this condition cannot be tested here, so it is left out.'
    report.warning(
      'condition-scope',
      condition.at,
      message,
      'Test with "const", "enum", "pattern", bounds or "required".',
    )
  }
  const when = withPresence(clean)
  if (!jsonEqual(when, clean)) {
    const message = 'This condition would hold for an empty field too; it now asks that the field is filled in.'
    report.info('condition-scope', condition.at, message, 'Add the name to "required" in the "if".')
  }
  return when
}

function conditionsOf(dependent: Dependent, owner: Draft): Condition[] {
  const { at, name, requires } = dependent
  const controller = owner.properties?.get(name)
  // A box is never absent, so "present" means ticked.
  const present = { properties: { [name]: { const: true } }, required: [name] }
  const when = controller && typeOf(controller) === 'boolean' ? present : { required: [name] }
  if (Array.isArray(requires)) return [{ at, when, met: withRequired(emptyDraft(at), requires) }]
  const { union, ...common } = requires
  const choices = union?.branches.map(branch => choiceOf(branch, name))
  if (!union || !choices?.every(choice => choice !== undefined)) return [{ at, when, met: requires }]
  const split = union.branches.map((branch, i): Condition => {
    const test = { properties: { [name]: choices[i] ?? {} }, required: [name] }
    return { at: branch.at, when: test, met: withoutFields(branch, [name, union.tag ?? name]) }
  })
  return common.properties || common.conditions.length > 0 ? [{ at, when, met: common }, ...split] : split
}

/** What a branch says about the field that its condition is on. */
function choiceOf(branch: Draft, name: string): Condition['when'] | undefined {
  const keys = branch.properties?.get(name)?.keys
  if (!keys) return undefined
  const [fixed, choices] = [own(keys, 'const'), own(keys, 'enum')]
  if (fixed !== undefined) return { const: fixed }
  return Array.isArray(choices) ? { enum: choices } : undefined
}

/** What a branch adds to its owner, which has the fields of these names itself and says whether there may be others. */
function withoutFields({ extra: _extra, ...draft }: Draft, names: string[]): Draft {
  const properties = new Map([...(draft.properties ?? [])].filter(([name]) => !names.includes(name)))
  const required = requiredOf(draft).filter(name => !names.includes(name))
  return withRequired(withKeys({ ...draft, properties }, { type: undefined }), required)
}

/** A required field that only a condition declares is required where it is declared. */
function moveRequired(draft: Draft): Draft {
  const absent = requiredOf(draft).filter(name => !draft.properties?.has(name))
  if (absent.length === 0) return draft
  const moved = new Set<string>()
  const move = (part: Draft): Draft => {
    const names = absent.filter(name => part.properties?.has(name))
    for (const name of names) moved.add(name)
    return names.length > 0 ? requireFields(part, names) : part
  }
  const conditions = draft.conditions.map(condition => ({
    ...condition,
    ...(condition.met ? { met: move(condition.met) } : {}),
    ...(condition.unmet ? { unmet: move(condition.unmet) } : {}),
  }))
  const required = requiredOf(draft).filter(name => !moved.has(name))
  return withRequired({ ...draft, conditions }, required)
}

/**
 * Equal conditions share an entry, unless they say different things about one name. Parts come first: what they say is
 * alike once each of them says it once.
 */
function shareConditions(draft: Draft): Draft {
  const shared = mapParts(draft, shareConditions)
  const entries: Condition[] = []
  const latest = new Map<string, number>()
  for (const condition of shared.conditions) {
    const key = canonicalJson(condition.when)
    const at = latest.get(key)
    const known = at === undefined ? undefined : entries[at]
    if (at !== undefined && known && !isDisputed(known, condition)) entries[at] = joinConditions(known, condition)
    else latest.set(key, entries.push(condition) - 1)
  }
  return { ...shared, conditions: entries }
}

function isDisputed(first: Condition, second: Condition): boolean {
  return areDisputed(first.met, second.met) || areDisputed(first.unmet, second.unmet)
}

function areDisputed(a: Draft | undefined, b: Draft | undefined): boolean {
  return a !== undefined && b !== undefined && (saysOtherwise(a, b) || saysOtherwise(b, a))
}

/** True when `a` declares a field that `b` declares in another way, or for some cases only. */
function saysOtherwise(a: Draft, b: Draft): boolean {
  if (a.union && b.union) return true
  const names = namesOf(b)
  return [...(a.properties ?? [])].some(([name, field]) => {
    const other = b.properties?.get(name)
    return names.has(name) && !(other && jsonEqual(emitSchema(field), emitSchema(other)))
  })
}

function joinConditions(first: Condition, second: Condition): Condition {
  const joined: Condition = { at: first.at, when: first.when }
  const met = joinParts(first.met, second.met)
  const unmet = joinParts(first.unmet, second.unmet)
  if (met) joined.met = met
  if (unmet) joined.unmet = unmet
  return joined
}

function joinParts(first: Draft | undefined, second: Draft | undefined): Draft | undefined {
  // What was joined may hold equal conditions in turn.
  return first && second ? shareConditions(mergeDrafts(first, second, 'tight')) : (first ?? second)
}

function reportUnion(part: Draft, report: Report): void {
  const message = 'Two unions stand on one object; only the first is shown.'
  report.error('allof-merge', part.at, message, 'Give the second union a property of its own.')
}
