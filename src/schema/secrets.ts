import { own } from '#shared/json.ts'
import { type Draft, formatOf, isHidden, member, typeOf } from './draft.ts'
import { mapParts, type Place, ROOT } from './map-draft.ts'
import { hasSecretName } from './names.ts'
import type { Report } from './report.ts'
import { isTextOrNumber, plainTitle } from './texts.ts'
import type { SecretField, TextBundles } from './types.ts'

/** Phase 5: marks what is secret, by any spelling or, unmarked, by its name (forms.md §6). */
export function markSecrets(draft: Draft, texts: TextBundles, report: Report): Draft {
  return mark(draft, ROOT, undefined, { texts, report })
}

interface Marking {
  texts: TextBundles
  report: Report
}

type Mark = SecretField['mark']

function mark(draft: Draft, place: Place, inherited: Mark | undefined, marking: Marking): Draft {
  const written = writtenMark(draft)
  const found = written === 'off' ? undefined : (written ?? inherited)
  const copy: Draft = { ...draft }
  if (isTextOrNumber(draft) || typeOf(draft) === undefined) {
    const guess = found === undefined && written !== 'off' && looksSecret(draft, place, marking.texts)
    if (found !== undefined || guess) {
      if (guess && !draft.refines) {
        const fix = 'Write "format": "password", or "secret": false if it is no secret.'
        const message = 'By its name this is a secret, and it is not marked; it is treated as one.'
        marking.report.warning('secret-not-marked', draft.at, message, fix)
      }
      copy.secret = { mark: found ?? 'name', multiline: hasManyLines(draft) }
    }
  }
  return mapParts(copy, (part, inside) => mark(part, inside.kind === 'property' ? inside : place, found, marking))
}

function writtenMark(draft: Draft): Mark | 'off' | undefined {
  const format = formatOf(draft)
  if (format === 'password' || format === 'pem') return 'format'
  const { keys } = draft
  if (own(keys, 'secret') === false) return 'off'
  const marks = ['secret', 'airbyte_secret', 'password', 'writeOnly', 'x-secret']
  if (marks.some(key => own(keys, key) === true) || member(draft, 'typeOptions', 'password') === true) return 'keyword'
  if (own(keys, 'ui:widget') === 'password') return 'keyword'
  return own(keys, 'nonsensitive') === true ? 'off' : undefined
}

/** Formats that say what the text is, so that its name need not be asked. */
const TELLING =
  /^(url|uri|email|hostname|ip|ipv4|ipv6|date|time|datetime|date-time|datetime-local|color|uuid|duration|hidden|info)$/

function looksSecret(draft: Draft, place: Place, texts: TextBundles): boolean {
  if (typeOf(draft) !== 'string' || place.kind !== 'property' || isHidden(draft)) return false
  if (Array.isArray(draft.keys['enum']) || Object.hasOwn(draft.keys, 'const')) return false
  if (TELLING.test(formatOf(draft) ?? '')) return false
  return hasSecretName(place.name, plainTitle(draft, texts))
}

function hasManyLines(draft: Draft): boolean {
  const { keys } = draft
  const format = formatOf(draft)
  return (
    format === 'pem' ||
    format === 'textarea' ||
    own(keys, 'multiline') === true ||
    typeof own(keys, 'rows') === 'number' ||
    typeof member(draft, 'typeOptions', 'rows') === 'number' ||
    own(keys, 'ui:widget') === 'textarea'
  )
}
