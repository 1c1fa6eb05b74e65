import type { Draft } from './draft.ts'

/**
 * Fields of these names have left the object, for its branches or a condition of their own: its other conditions declare
 * them now and no longer refine them.
 */
export function leaveAlone(conditions: Draft['conditions'], names: string[]): Draft['conditions'] {
  const leave = (part: Draft): Draft => {
    const here = names.filter(name => part.properties?.has(name))
    const properties = new Map(part.properties)
    for (const name of here) {
      const { refines: _refines, ...field } = properties.get(name) ?? part
      properties.set(name, field)
    }
    // Inside, a name refines what this part declares.
    const inside = names.filter(name => !here.includes(name))
    const inner = inside.length > 0 ? leaveAlone(part.conditions, inside) : part.conditions
    return { ...part, conditions: inner, ...(here.length > 0 ? { properties } : {}) }
  }
  return conditions.map(({ met, unmet, ...condition }) => {
    return { ...condition, ...(met ? { met: leave(met) } : {}), ...(unmet ? { unmet: leave(unmet) } : {}) }
  })
}
