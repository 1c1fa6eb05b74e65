import { type Concept, conceptOf, isSecretConcept, kinship } from './concepts.ts'
import type { FillField } from './fill-fields.ts'
import { isGeneric, isPlacedBy, isQualifiedBy, isSecretWord, wordsBefore, wordsOf } from './name-words.ts'
import type { PastedValue } from './pasted.ts'
import { isDatabaseScheme } from './read-address.ts'

/** From here on a name says so by itself; below, words only mean something alike. */
export const SURE = 60
/** Below, words are only of one family: that is too little without another value that is sure. */
export const NEAR = 40

/** A pasted value with what its names say. */
export interface NamedValue {
  source: PastedValue
  /** The names as one list of words, and the words of the last. */
  words: string[]
  last: string[]
  outer: string[]
  concept: Concept | undefined
  isSecret: boolean
}

export function nameValue(source: PastedValue): NamedValue {
  // `X-Api-Key`: the X only says that it is no standard header.
  const last = wordsOf(source.names.at(-1) ?? '').filter((word, i) => i > 0 || word !== 'x')
  const outer = source.names.slice(0, -1).flatMap(wordsOf)
  const words = [...outer, ...last]
  const concept = source.concept ?? conceptOf(last)?.concept
  const isSecret = isSecretConcept(concept) || last.some(isSecretWord)
  return { source, words, last, outer, concept, isSecret }
}

/** How well the names of a value fit those of a field: 0 is not at all, 100 and more is the very name. */
export function nameScore(value: NamedValue, field: FillField): number {
  const found = plainScore(value, field)
  // What another value spells out comes before what an address only implies.
  return found > 0 && value.source.partOf ? found - 5 : found
}

function plainScore(value: NamedValue, field: FillField): number {
  // A secret goes into no box that shows it.
  if (value.isSecret && !field.isSecret && field.widget !== 'fcCode') return 0
  if (value.source.concept === 'keyFile') return field.concept === 'keyFile' && isLongBox(field) ? 95 : 0
  const { groups } = field
  const before = wordsBefore(value.words, field.way)
  if (groups.length > 0 && before !== undefined) return before === 0 ? 120 : 115
  if (!isPlacedBy(groups, value.words)) return 0
  const found = Math.max(byName(value, field), byConcept(value, field))
  // Of two fields of one name the outer one is meant, unless the group is named.
  return found === 0 || groups.length === 0 || isNamed(groups, value.words)
    ? found
    : found - 2 * (field.path.length - 1)
}

function isNamed(groups: readonly string[], words: readonly string[]): boolean {
  return groups.some(word => words.includes(word))
}

function byName({ last, words, outer }: NamedValue, { key, title, all }: FillField): number {
  if (last.length === 0 || !isPlacedBy(outer, all)) return 0
  if (key.join('') === last.join('')) return 100
  if (title.join('') === last.join('')) return 96
  return Math.max(byEnd({ last, own: key, all }, words, 90), byEnd({ last, own: title, all }, words, 86))
}

/** `SHOP_API_KEY` for "api_key", `AccessKeyId` for "aws_access_key_id": the end of the one is the other. */
function byEnd(
  { last, own, all }: { last: readonly string[]; own: readonly string[]; all: readonly string[] },
  words: readonly string[],
  best: number,
): number {
  if (last.at(-1)?.at(-1) !== own.at(-1)?.at(-1) || isGeneric(last) || isGeneric(own)) return 0
  const extra = wordsBefore(last, own) ?? 0
  if (extra > 0) return isQualifiedBy(last.slice(0, extra), all) ? best - Math.min(extra, 5) : 0
  const lacking = wordsBefore(own, last) ?? 0
  return lacking > 0 && isQualifiedBy(own.slice(0, lacking), words) ? best - 10 - Math.min(lacking, 5) : 0
}

function byConcept(value: NamedValue, field: FillField): number {
  if (!value.concept || !field.concept) return 0
  const name = conceptOf(field.key) ? field.key : field.title
  if (!isQualifiedBy(othersOf(value.words), field.all)) return 0
  if (!isQualifiedBy(othersOf(name), value.words)) return 0
  if (value.concept === field.concept) return value.source.concept ? 70 : SURE
  const near = kinship(value.concept, field.concept)
  // Who signs in to a database is no API key.
  const isDatabase = isDatabaseScheme(value.source.partOf?.address?.scheme ?? '')
  return near < NEAR && isDatabase ? 0 : near
}

/** Words that do not belong to the noun at the end. */
function othersOf(words: readonly string[]): readonly string[] {
  return conceptOf(words)?.before ?? words
}

function isLongBox({ widget }: FillField): boolean {
  return ['fcSecretText', 'fcPassword', 'fcCode', 'fcTextarea'].includes(widget)
}
