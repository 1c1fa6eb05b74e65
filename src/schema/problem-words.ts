import { isObject, type Json, own } from '#shared/json.ts'
import type { FieldParts } from './field-at.ts'
import type { AjvLikeError } from './types.ts'

const CHOICES = new Set(['fcSelect', 'fcRadio', 'fcCheckboxes'])

/** What a format expects, for a value that does not have its form. */
const EXPECTED: Record<string, string> = {
  uri: 'Enter a full address, for example https://example.com.',
  email: 'Enter an e-mail address, for example ann@example.com.',
  ipv4: 'Enter an IPv4 address, for example 192.0.2.1.',
  date: 'Enter a date, for example 2026-03-31.',
}

/** The English words for one error: what is expected, never what was typed (forms.md §8). */
export function problemWords(
  error: AjvLikeError,
  field: FieldParts | undefined,
  value: Json | undefined,
): { keyword: string; message: string } {
  const { keyword } = error
  const isEmpty = (keyword === 'minLength' && value === '') || (keyword === 'minItems' && isFirstEntry(error, value))
  if (keyword === 'required' || isEmpty) return { keyword: 'required', message: requiredWords(field) }
  return { keyword, message: authorWords(keyword, field) ?? wordsFor(error, field) }
}

function isFirstEntry({ params }: AjvLikeError, value: Json | undefined): boolean {
  return params['limit'] === 1 && Array.isArray(value) && value.length === 0
}

function requiredWords(field: FieldParts | undefined): string {
  if (CHOICES.has(textIn(field?.ui, 'ui:widget') ?? '') && field?.schema['type'] !== 'object')
    return 'Choose an option.'
  if (field?.schema['type'] === 'array') return 'Add at least one entry.'
  return field?.schema['type'] === 'object' ? 'Fill in this section.' : 'Fill in this field.'
}

function authorWords(keyword: string, field: FieldParts | undefined): string | undefined {
  const options = field && own(field.ui, 'ui:options')
  const messages = isObject(options) ? own(options, 'messages') : undefined
  return isObject(messages) ? textIn(messages, keyword) : undefined
}

function wordsFor({ keyword, params }: AjvLikeError, field: FieldParts | undefined): string {
  const limit = Number(params['limit'])
  switch (keyword) {
    case 'minLength':
      return `Use at least ${limit} ${limit === 1 ? 'character' : 'characters'}.`
    case 'maxLength':
      return `Use at most ${limit} ${limit === 1 ? 'character' : 'characters'}.`
    case 'pattern':
      return expectedForm(field)
    case 'type':
      return typeWords(params['type'])
    case 'minimum':
      return `Enter ${limit} or more.`
    case 'maximum':
      return `Enter ${limit} or less.`
    case 'exclusiveMinimum':
      return `Enter more than ${limit}.`
    case 'exclusiveMaximum':
      return `Enter less than ${limit}.`
    case 'multipleOf':
      return `Enter a multiple of ${Number(params['multipleOf'])}.`
    case 'enum':
    case 'discriminator':
      return 'Choose one of the options.'
    case 'const':
      return 'This value is fixed.'
    case 'minItems':
    case 'minProperties':
      return `Add at least ${limit} ${limit === 1 ? 'entry' : 'entries'}.`
    case 'maxItems':
    case 'maxProperties':
      return `Keep at most ${limit} ${limit === 1 ? 'entry' : 'entries'}.`
    case 'uniqueItems':
      return sameWords(Number(params['i']), Number(params['j']))
    case 'propertyNames':
      return 'This name is not allowed.'
    default:
      return 'These values do not fit together.'
  }
}

function sameWords(i: number, j: number): string {
  return `Entries ${Math.min(i, j) + 1} and ${Math.max(i, j) + 1} are the same.`
}

function typeWords(type: unknown): string {
  if (type === 'number') return 'Enter a number, for example 1.5.'
  return type === 'integer' ? 'Enter a whole number.' : 'This has the wrong kind of value.'
}

function expectedForm(field: FieldParts | undefined): string {
  const options = field && own(field.ui, 'ui:options')
  const check = isObject(options) ? textIn(options, 'check') : undefined
  return (
    (check !== undefined && Object.hasOwn(EXPECTED, check) ? EXPECTED[check] : undefined) ??
    'This does not have the expected form.'
  )
}

function textIn(object: Json | undefined, key: string): string | undefined {
  const value = isObject(object) ? own(object, key) : undefined
  return typeof value === 'string' ? value : undefined
}
