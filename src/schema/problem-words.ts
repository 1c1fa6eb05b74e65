import { isObject, type Json, own } from '#shared/json.ts'
import { fillPhrase, type Phrase, type PluralPhrase } from '#shared/phrase.ts'
import type { FieldParts } from './field-at.ts'
import type { AjvLikeError } from './types.ts'

const CHOICES = new Set(['fcSelect', 'fcRadio', 'fcCheckboxes'])

/**
 * The words for problems, by keyword and what tells its cases apart (forms.md §8). They name no field, so that they
 * translate. Other languages bring a table of their own.
 */
export const ENGLISH_PROBLEMS = {
  required: 'Fill in this field.',
  'required.choice': 'Choose an option.',
  'required.list': 'Add at least one entry.',
  'required.group': 'Fill in this section.',
  minLength: { one: 'Use at least {count} character.', other: 'Use at least {count} characters.' },
  maxLength: { one: 'Use at most {count} character.', other: 'Use at most {count} characters.' },
  pattern: 'This does not have the expected form.',
  'pattern.uri': 'Enter a full address, for example https://example.com.',
  'pattern.email': 'Enter an e-mail address, for example ann@example.com.',
  'pattern.ipv4': 'Enter an IPv4 address, for example 192.0.2.1.',
  'pattern.date': 'Enter a date, for example 2026-03-31.',
  type: 'This has the wrong kind of value.',
  'type.number': 'Enter a number, for example 1.5.',
  'type.integer': 'Enter a whole number.',
  minimum: 'Enter {limit} or more.',
  maximum: 'Enter {limit} or less.',
  exclusiveMinimum: 'Enter more than {limit}.',
  exclusiveMaximum: 'Enter less than {limit}.',
  multipleOf: 'Enter a multiple of {limit}.',
  enum: 'Choose one of the options.',
  const: 'This value is fixed.',
  minItems: { one: 'Add at least {count} entry.', other: 'Add at least {count} entries.' },
  maxItems: { one: 'Keep at most {count} entry.', other: 'Keep at most {count} entries.' },
  uniqueItems: 'Entries {first} and {second} are the same.',
  propertyNames: 'This name is not allowed.',
  other: 'These values do not fit together.',
} as const

type ProblemKey = keyof typeof ENGLISH_PROBLEMS
export type ProblemPhrases = {
  readonly [K in ProblemKey]: (typeof ENGLISH_PROBLEMS)[K] extends string ? string : PluralPhrase
}

/** In which words problems are told. */
export interface ProblemLanguage {
  readonly locale: string
  readonly phrases: ProblemPhrases
}

const ENGLISH: ProblemLanguage = { locale: 'en', phrases: ENGLISH_PROBLEMS }

/** The words for one error: what is expected, never what was typed (forms.md §8). */
export function problemWords(
  error: AjvLikeError,
  { field, value }: { field: FieldParts | undefined; value: Json | undefined },
  language: ProblemLanguage = ENGLISH,
): { keyword: string; message: string } {
  const { keyword } = error
  // An empty row of a list is `null`.
  const isNothing = keyword === 'type' && (value === null || value === undefined)
  const isEmpty =
    isNothing || (keyword === 'minLength' && value === '') || (keyword === 'minItems' && isFirstEntry(error, value))
  const say = (key: ProblemKey, params = {}) => fillPhrase(language.phrases[key] as Phrase, params, language.locale)
  if (keyword === 'required' || isEmpty) return { keyword: 'required', message: say(requiredKey(field)) }
  const message = authorWords(keyword, field) ?? say(keyFor(error, field), paramsFor(error))
  return { keyword, message }
}

function isFirstEntry({ params }: AjvLikeError, value: Json | undefined): boolean {
  return params['limit'] === 1 && Array.isArray(value) && value.length === 0
}

function requiredKey(field: FieldParts | undefined): ProblemKey {
  const isChoice = CHOICES.has(textIn(field?.ui, 'ui:widget') ?? '')
  if (isChoice && field?.schema['type'] !== 'object') return 'required.choice'
  if (field?.schema['type'] === 'array') return 'required.list'
  return field?.schema['type'] === 'object' ? 'required.group' : 'required'
}

function authorWords(keyword: string, field: FieldParts | undefined): string | undefined {
  const options = field && own(field.ui, 'ui:options')
  const messages = isObject(options) ? own(options, 'messages') : undefined
  return isObject(messages) ? textIn(messages, keyword) : undefined
}

/** Keywords that read like another. */
const LIKE: Record<string, ProblemKey> = {
  discriminator: 'enum',
  minProperties: 'minItems',
  maxProperties: 'maxItems',
}

function keyFor({ keyword, params }: AjvLikeError, field: FieldParts | undefined): ProblemKey {
  const special = keyword === 'pattern' ? checkOf(field) : keyword === 'type' ? String(params['type']) : undefined
  return known(`${keyword}.${special}`) ?? known(keyword) ?? known(LIKE[keyword] ?? '') ?? 'other'
}

function known(key: string): ProblemKey | undefined {
  return Object.hasOwn(ENGLISH_PROBLEMS, key) ? (key as ProblemKey) : undefined
}

function paramsFor({ params }: AjvLikeError): Record<string, string | number> {
  const [i, j] = [Number(params['i']), Number(params['j'])]
  const limit = Number(params['limit'] ?? params['multipleOf'])
  // A bound is typed again, so it stands as the box takes it; a count is only read.
  return { limit: String(limit), count: limit, first: Math.min(i, j) + 1, second: Math.max(i, j) + 1 }
}

function checkOf(field: FieldParts | undefined): string | undefined {
  const options = field && own(field.ui, 'ui:options')
  return isObject(options) ? textIn(options, 'check') : undefined
}

function textIn(object: Json | undefined, key: string): string | undefined {
  const value = isObject(object) ? own(object, key) : undefined
  return typeof value === 'string' ? value : undefined
}
