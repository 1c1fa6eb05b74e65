import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { FillField } from './fill-fields.ts'
import { isPlaceholder } from './pasted.ts'

const LONG = new Set(['fcCode', 'fcSecretText', 'fcTextarea'])
const YES = /^(true|yes|y|on|1|enabled?|required?|verify-full|verify-ca|mandatory|strict)$/i
const NO = /^(false|no|n|off|0|disabled?|none|optional|prefer|allow)$/i

/**
 * A pasted value as the box of a field holds it; undefined when it cannot stand there at all. A value that can be
 * corrected by hand is taken as it is: the field then shows its problem.
 */
export function fitValue(value: Json, field: FillField): Json | undefined {
  if (value === null || (typeof value === 'string' && isPlaceholder(value))) return undefined
  const { schema } = field
  const choices = own(schema, 'enum')
  if (Array.isArray(choices)) return fitChoice(value, choices, field.names)
  const type = own(schema, 'type')
  if (type === 'boolean') return fitFlag(value)
  if (type === 'array') return fitList(value, field)
  if (type === 'object') return fitMap(value)
  if (type === 'number' || type === 'integer') return fitNumber(value, field)
  return fitText(value, field)
}

/** The choice that a value or the name of an option means, however it is written. */
export function fitChoice(value: Json, choices: Json[], names: readonly string[] = []): Json | undefined {
  if (typeof value === 'object') return undefined
  const plain = (text: Json) =>
    String(text)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
  const same = (one: Json | undefined) => one !== undefined && plain(one) === plain(value)
  const exact = choices.find(choice => choice === value || String(choice).toLowerCase() === String(value).toLowerCase())
  if (exact !== undefined) return exact
  const found = choices.filter((choice, i) => same(choice) || same(names[i]))
  return found.length === 1 && plain(value) !== '' ? found[0] : undefined
}

function fitFlag(value: Json): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value === 'object') return undefined
  if (YES.test(String(value).trim())) return true
  return NO.test(String(value).trim()) ? false : undefined
}

function fitNumber(value: Json, { widget, options }: FillField): Json | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^[+-]?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text)
  return widget === 'fcText' && options['epoch'] !== true && !text.includes('\n') ? text : undefined
}

function fitList(value: Json, field: FillField): Json | undefined {
  const items = own(field.schema, 'items')
  if (!isObject(items)) return undefined
  const given = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value]
  const inner: FillField = { ...field, schema: items, widget: 'fcText', options: {} }
  const fitted = given.map(item => fitValue(typeof item === 'string' ? item.trim() : item, inner))
  return fitted.length > 0 && fitted.every(item => item !== undefined) ? fitted : undefined
}

function fitMap(value: Json): JsonObject | undefined {
  if (!isObject(value)) return undefined
  const entries = Object.entries(value)
  if (entries.length === 0 || entries.some(([, entry]) => typeof entry === 'object')) return undefined
  return Object.fromEntries(entries.map(([name, entry]) => [name, String(entry)]))
}

function fitText(value: Json, { widget, options }: FillField): string | undefined {
  if (typeof value === 'object') return LONG.has(widget) ? JSON.stringify(value, null, 2) : undefined
  const text = withoutAffixes(String(value), options)
  if (options['inputType'] === 'email' && !text.includes('@')) return undefined
  if (widget === 'fcDateTime' && !/^\d{4}-\d\d|^\d\d:\d\d/.test(text)) return undefined
  if (widget === 'fcColor' && !/^#[0-9a-f]{6}$/i.test(text)) return undefined
  return text
}

/** `https://` before the box and `.example.com` behind it are not typed twice. */
function withoutAffixes(text: string, options: JsonObject): string {
  const { prefix, suffix, stripSuffix } = options
  let cut = text
  if (typeof prefix === 'string' && prefix !== '' && cut.startsWith(prefix)) cut = cut.slice(prefix.length)
  for (const end of [stripSuffix, suffix]) {
    if (typeof end === 'string' && end !== '' && cut.endsWith(end)) return cut.slice(0, -end.length)
  }
  return cut
}
