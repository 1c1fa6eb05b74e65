import { own } from '#shared/json.ts'
import { type Draft, namesOf, requiredOf, requireFields, typeOf, withKeys, withRequired } from './draft.ts'
import { mapParts } from './map-draft.ts'
import { mergeDrafts } from './merge-drafts.ts'
import { fitDefault, likelyType } from './rules/type-rules.ts'

type Fields = ReadonlyMap<string, Draft>

const NONE: Fields = new Map()

/**
 * A field that a branch or a condition names again only adds to the one its object declares: it gets the rest of the
 * declaration, so that it has a type and words of its own.
 */
export function refine(draft: Draft): Draft {
  return refineIn(draft, NONE, { conditional: false, again: false })
}

/**
 * Refines once more after rules have dropped keywords, and only under conditions, where the declared field stays in
 * force.
 */
export function refineAgain(draft: Draft): Draft {
  return refineIn(draft, NONE, { conditional: false, again: true })
}

/** Gives the checks that formats have added to declared fields to those that add to them under conditions. */
export function carryChecks(draft: Draft, declared: Fields = NONE): Draft {
  const properties = new Map(draft.properties)
  for (const [name, property] of properties) {
    const check = property.refines ? declared.get(name)?.keys['pattern'] : undefined
    if (check === undefined || Object.hasOwn(property.keys, 'pattern') || typeOf(property) !== 'string') continue
    properties.set(name, fitDefault(withKeys(property, { pattern: check })))
  }
  const carried = draft.properties ? { ...draft, properties } : draft
  const known: Fields = new Map([...declared, ...properties])
  return mapParts(carried, (part, { kind }) => carryChecks(part, kind === 'branch' || kind === 'then' ? known : NONE))
}

interface Refining {
  /** Inside a condition, where the declared field stays in force. */
  conditional: boolean
  /** Only fields under conditions. */
  again: boolean
}

/** A field that becomes another kind of value is declared anew. */
function isAlike(base: Draft, property: Draft): boolean {
  return property.keys['type'] === undefined || likelyType(base) === likelyType(property)
}

function refineIn(draft: Draft, declared: Fields, refining: Refining): Draft {
  let refined: Draft = { ...draft }
  if (draft.properties) {
    refined.properties = new Map()
    for (const [name, property] of draft.properties) {
      const base = declared.get(name)
      const merges = base && isAlike(base, property) && (!refining.again || refining.conditional)
      const whole = merges ? mergeDrafts(withoutStrangers(base), property, 'over') : property
      const fitting = refining.again && merges ? fitDefault(withFixed(fitDefault(whole))) : whole
      refined.properties.set(name, base && refining.conditional ? { ...fitting, refines: true } : fitting)
    }
  }
  if (refining.again) refined = requireFields(refined, neededNames(refined))
  const known: Fields = refined.properties ? new Map([...declared, ...refined.properties]) : declared
  return mapParts(refined, (part, { kind }) => {
    if (kind === 'branch') return refineIn(part, known, refining)
    const conditional = kind === 'then'
    return refineIn(part, conditional ? known : NONE, { ...refining, conditional })
  })
}

/** Names that it requires and does not have are dropped from it later: what adds to it must not bring them back. */
function withoutStrangers(base: Draft): Draft {
  const names = namesOf(base, true)
  const required = requiredOf(base)
  return required.every(name => names.has(name))
    ? base
    : withRequired(
        base,
        required.filter(name => names.has(name)),
      )
}

/** A fixed value that the declared field refused may fit where the condition holds. */
function withFixed(draft: Draft): Draft {
  const fixed = own(draft.keys, 'const')
  return fixed === undefined || Object.hasOwn(draft.keys, 'default') ? draft : withKeys(draft, { default: fixed })
}

/** Fields that the rest of their declaration makes required: `min-length-required` has run before they got it. */
function neededNames({ properties }: Draft): string[] {
  return [...(properties ?? [])].flatMap(([name, field]) => (field.refines && field.needed ? [name] : []))
}
