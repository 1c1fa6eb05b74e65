import { own } from '#shared/json.ts'
import { type Draft, requiredOf, typeOf, withKeys, withRequired } from '../draft.ts'
import type { Rule } from './rule.ts'

export const REQUIRED_RULES: Rule[] = [
  {
    name: 'required-flag',
    sentence: 'moves "required": true of a field into the list of its object',
    apply(draft) {
      const flag = draft.keys['required']
      const here = typeof flag === 'boolean' ? { ...withKeys(draft, { required: undefined }), flagged: flag } : draft
      if (!here.properties) return here
      const required = new Set(requiredOf(here))
      for (const [name, property] of here.properties) {
        if (property.flagged) required.add(name)
        if (property.keys['optional'] === true) required.delete(name)
      }
      return withRequired(here, required)
    },
  },
  {
    name: 'min-length-required',
    sentence: 'makes a field with "minLength" of 1 or more required',
    apply(draft) {
      if (!draft.properties) return draft
      if (![...draft.properties.values()].some(property => Object.hasOwn(property.keys, 'minLength'))) return draft
      const required = new Set(requiredOf(draft))
      const properties = new Map(draft.properties)
      for (const [name, property] of draft.properties) {
        const least = own(property.keys, 'minLength')
        if (typeof least !== 'number') continue
        const type = typeOf(property)
        const wanted = least >= 1 && type !== 'boolean' && property.keys['optional'] !== true
        if (wanted) required.add(name)
        const kept = type === 'string' ? property : withKeys(property, { minLength: undefined })
        properties.set(name, wanted ? { ...kept, needed: true } : kept)
      }
      return withRequired({ ...draft, properties }, required)
    },
  },
  {
    name: 'group-required',
    sentence: 'makes an object that holds such a field required too',
    apply(draft) {
      if (![...(draft.properties?.values() ?? [])].some(property => typeOf(property) === 'object')) return draft
      const required = new Set(requiredOf(draft))
      const properties = new Map(draft.properties)
      for (const [name, property] of properties) {
        if (typeOf(property) !== 'object' || !holdsNeeded(property) || property.keys['optional'] === true) continue
        required.add(name)
        properties.set(name, { ...property, needed: true })
      }
      return withRequired({ ...draft, properties }, required)
    },
  },
]

function holdsNeeded(draft: Draft): boolean {
  if ([...(draft.properties?.values() ?? [])].some(property => property.needed)) return true
  const branches = draft.union?.branches ?? []
  return branches.length > 0 && branches.every(holdsNeeded)
}
