import type { Json } from '#shared/json.ts'
import type { Concept } from './concepts.ts'
import type { FillField } from './fill-fields.ts'
import { fitValue } from './fit-value.ts'
import type { NamedValue } from './name-score.ts'
import { isDatabaseScheme } from './read-address.ts'

/** What stands around a value in the pasted text. */
export interface Surroundings {
  values: readonly NamedValue[]
  /** What the field holds now. */
  current: Json | undefined
}

/** Fits a value to its field; a host becomes an address and an address a host where the field asks for it. */
export function fitToField(value: NamedValue, field: FillField, around: Surroundings): Json | undefined {
  const { source } = value
  if (typeof source.value !== 'string') return fitValue(source.value, field)
  const wantsAddress = field.concept === 'url' || field.concept === 'connection'
  if (wantsAddress && value.concept === 'host')
    return fitValue(buildAddress(value, field, around.values) ?? null, field)
  if (wantsAddress && source.concept === 'url') return fitValue(callAddress(source.value, field, around.current), field)
  return fitValue(source.value, field)
}

/** The address of one call, cut to the address that the field or its author begins with. */
function callAddress(text: string, { samples }: FillField, current: Json | undefined): string {
  const starts = [current, ...samples].filter(
    start => typeof start === 'string' && /^\w+:\/\/[^/]/.test(start) && `${text}/`.startsWith(`${trim(start)}/`),
  )
  const [longest] = (starts as string[]).sort((a, b) => b.length - a.length)
  return longest ?? (/^\w+:\/\/[^/]*\/$/.test(text) ? trim(text) : text)
}

function trim(address: string): string {
  return address.replace(/\/$/, '')
}

/** `https://host:port/path` from values of one group; a database needs its scheme said. */
function buildAddress(host: NamedValue, field: FillField, values: readonly NamedValue[]): string | undefined {
  const text = String(host.source.value)
  if (text.includes('://') || /[\s,]/.test(text)) return undefined
  const named = partOf(host, 'scheme', values)?.toLowerCase().replace('://', '')
  const port = partOf(host, 'port', values)
  const isNear = /^(localhost|127\.|\[?::1)/i.test(text) || port === '80'
  const scheme = named ?? (field.concept === 'connection' ? undefined : isNear ? 'http' : 'https')
  if (!scheme || !/^[a-z][a-z0-9+.-]{0,30}$/.test(scheme)) return undefined
  const database = isDatabaseScheme(scheme) ? partOf(host, 'database', values) : undefined
  const path = database
    ? `/${encodeURIComponent(database)}`
    : (partOf(host, 'path', values) ?? '').replace(/^(?=[^/])/, '/')
  const isUsual = (scheme === 'https' && port === '443') || (scheme === 'http' && port === '80')
  return `${scheme}://${text}${port && !isUsual && !/:\d+$/.test(text) ? `:${port}` : ''}${path}`
}

/** The value of the same group that is, say, the port. */
function partOf(value: NamedValue, concept: Concept, values: readonly NamedValue[]): string | undefined {
  const group = groupOf(value)
  const found = values.filter(
    other => other.concept === concept && other.source.partOf === value.source.partOf && groupOf(other) === group,
  )
  const [only] = found
  return only && found.length === 1 ? String(only.source.value) : undefined
}

/** What the name begins with: `SHOP` of `SHOP_HOST`. */
export function groupOf({ words }: NamedValue): string {
  return words.length > 1 ? (words[0] ?? '') : ''
}
