import { jsonEqual } from '#shared/json.ts'
import type { Draft } from './draft.ts'
import { mapParts } from './map-draft.ts'
import { mergeDrafts } from './merge-drafts.ts'

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

interface Refining {
  /** Inside a condition, where the declared field stays in force. */
  conditional: boolean
  /** Only fields under conditions. */
  again: boolean
}

/** A field that becomes another kind of value is declared anew. */
function isAlike(base: Draft, property: Draft): boolean {
  const { type } = property.keys
  return type === undefined || jsonEqual(base.keys['type'], type)
}

function refineIn(draft: Draft, declared: Fields, refining: Refining): Draft {
  const whole: Draft = { ...draft }
  if (draft.properties) {
    whole.properties = new Map()
    for (const [name, property] of draft.properties) {
      const base = declared.get(name)
      const merges = base && isAlike(base, property) && (!refining.again || refining.conditional)
      const merged = merges ? mergeDrafts(base, property, 'over') : property
      whole.properties.set(name, base && refining.conditional ? { ...merged, refines: true } : merged)
    }
  }
  const known: Fields = whole.properties ? new Map([...declared, ...whole.properties]) : declared
  return mapParts(whole, (part, { kind }) => {
    if (kind === 'branch') return refineIn(part, known, refining)
    const conditional = kind === 'then'
    return refineIn(part, conditional ? known : NONE, { ...refining, conditional })
  })
}
