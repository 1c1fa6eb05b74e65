import { type Draft, mapParts } from './draft.ts'
import { mergeDrafts } from './merge-drafts.ts'

type Fields = ReadonlyMap<string, Draft>

const NONE: Fields = new Map()

/**
 * A field that a branch or a condition names again only adds to the one its object declares: it gets the rest of the
 * declaration, so that it has a type and words of its own.
 */
export function refine(draft: Draft): Draft {
  return refineIn(draft, NONE, false)
}

function refineIn(draft: Draft, declared: Fields, conditional: boolean): Draft {
  const whole: Draft = { ...draft }
  if (draft.properties) {
    whole.properties = new Map()
    for (const [name, property] of draft.properties) {
      const base = declared.get(name)
      const merged = base ? mergeDrafts(base, property, 'over') : property
      whole.properties.set(name, base && conditional ? { ...merged, refines: true } : merged)
    }
  }
  const known: Fields = whole.properties ? new Map([...declared, ...whole.properties]) : declared
  return mapParts(whole, (part, { kind }) => {
    if (kind === 'branch') return refineIn(part, known, conditional)
    return kind === 'then' ? refineIn(part, known, true) : refineIn(part, NONE, false)
  })
}
