import type { Measure } from './measure.ts'

/** Which lines to run. Throws `RangeError` with the known ids when `id` is none of them. */
export function choose(
  measures: readonly Measure[],
  { id, quick }: { id?: string | undefined; quick: boolean },
): Measure[] {
  if (id === undefined) return measures.filter(measure => !measure.byHand && (!quick || measure.quick))
  const wanted = id.toLowerCase()
  const one = measures.find(measure => measure.id.toLowerCase() === wanted)
  if (one) return [one]
  const family = measures.filter(measure => measure.id.toLowerCase().startsWith(`${wanted}-`))
  if (family.length > 0) return family.filter(measure => !measure.byHand)
  throw new RangeError(`There is no line "${id}". Known are: ${measures.map(measure => measure.id).join(', ')}.`)
}
