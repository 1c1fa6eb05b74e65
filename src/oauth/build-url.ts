import { AppError } from '#shared/errors/app-error.ts'
import { formEncode } from './basic-header.ts'
import { textOf } from './template.ts'
import type { Template, Values } from './types.ts'
import { type UrlPlace, urlPlaces } from './url-places.ts'

export interface UrlRules {
  /** Names whose values an administrator set. They may name a whole host with its port. */
  trusted: (name: string) => boolean
  /** Endings allowed for hosts built from other values; none: the literal part of the template decides. */
  hostSuffix: readonly string[]
  /** Plain http is allowed to this machine. */
  loopbackHttp: boolean
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i
const HOST = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * An address from its template (oauth.md §7): each value is encoded or checked for the place it stands in, and the
 * result is parsed again, so that no value moves the request to another scheme, host, port or path depth.
 * A fragment is dropped. Throws `invalid_input` naming the value, never showing it.
 */
export function buildUrl(template: Template, values: Values, rules: UrlRules): string {
  const places = urlPlaces(template)
  const text = template
    .map((part, i) => {
      if (typeof part === 'string') return part
      const filled = encode(part.name, values, places[i] ?? 'path', rules)
      // Without the slash, what follows a whole address would become a part of its host.
      return places[i] === 'start' && !startsPath(template[i + 1]) ? `${filled}/` : filled
    })
    .join('')
  const name = template.find((part): part is { name: string } => typeof part !== 'string')?.name
  const [bare = ''] = text.split('#')
  if (!URL.canParse(bare)) throw unusable(name, 'does not give an address')
  const url = new URL(bare)
  const inHost = places.some(place => place === 'host' || place === 'label' || place === 'start')
  checkShape(bare, url, name, inHost)
  checkScheme(url, rules, name)
  checkHost(template, places, url, rules)
  return bare
}

function startsPath(next: Template[number] | undefined): boolean {
  return next === undefined || (typeof next === 'string' && /^[/?#]/.test(next))
}

/** True when plain http may be spoken to this host because it is this very machine. */
function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname)
}

/** True when `host` is one of the endings, or a name below one. `zendesk.com` does not cover `evil-zendesk.com`. */
export function hasHostSuffix(host: string, suffixes: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return suffixes.some(suffix => {
    const ending = suffix.toLowerCase().replace(/^[*.]+/, '')
    return ending !== '' && (name === ending || name.endsWith(`.${ending}`))
  })
}

function encode(name: string, values: Values, place: UrlPlace, rules: UrlRules): string {
  const value = textOf(values, name)
  switch (place) {
    case 'start':
      return wholeUrl(name, value)
    case 'host':
      if (rules.trusted(name) ? HOST.test(value.replace(/:\d{1,5}$/, '')) : HOST.test(value)) return value
      throw unusable(name, 'is not the name of a host')
    case 'label':
      if (LABEL.test(value)) return value
      throw unusable(name, 'holds something other than letters, digits and hyphens')
    case 'port':
      if (/^[1-9]\d{0,4}$/.test(value) && Number(value) <= 65_535) return value
      throw unusable(name, 'is not a port from 1 to 65535')
    case 'path':
      return encodeURIComponent(value.toWellFormed()).replace(/[!'()*]/g, percent)
    case 'query':
      return formEncode(value)
    case 'fragment':
      return ''
  }
}

/** A value that starts the address: scheme, host, port and path of its own, but neither query nor user. */
function wholeUrl(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const plain =
    url && /^https?:\/\/[^\s\\/@]+(?:\/[^\s\\?#]*)?$/.test(value) && url.username === '' && url.password === ''
  if (!plain || /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(value.slice(url.origin.length))) {
    throw unusable(name, 'is not an address such as https://host.example.com')
  }
  return value.replace(/\/+$/, '')
}

function percent(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
}

/** What was put together and what a parser makes of it must be the same address. */
function checkShape(text: string, url: URL, name: string | undefined, inHost: boolean): void {
  const [, authority = '', path = ''] = /^https?:\/\/([^/?]*)([^?]*)/i.exec(text) ?? []
  const depth = (part: string) => part.split('/').length
  // `0x7f.1` and `2130706433` are names to us and 127.0.0.1 to a parser.
  const renamed = inHost && authority.replace(/:\d*$/, '').toLowerCase() !== url.hostname
  const shifted = renamed || authority === '' || /[\s\\@]/.test(authority) || depth(path || '/') !== depth(url.pathname)
  if (shifted || url.username !== '' || url.password !== '') throw unusable(name, 'would change the address')
}

function checkScheme(url: URL, rules: UrlRules, name: string | undefined): void {
  if (url.protocol === 'https:') return
  if (url.protocol === 'http:' && rules.loopbackHttp && isLoopback(url.hostname)) return
  throw unusable(name, 'leads to an address without https')
}

function checkHost(template: Template, places: readonly (UrlPlace | undefined)[], url: URL, rules: UrlRules): void {
  const inHost = template.flatMap((part, i) => {
    const place = places[i]
    const host = place === 'host' || place === 'label' || place === 'start'
    return host && typeof part !== 'string' && !rules.trusted(part.name) ? [part.name] : []
  })
  const name = inHost[0]
  if (name === undefined) return
  if (rules.hostSuffix.length > 0 && !hasHostSuffix(url.hostname, rules.hostSuffix)) {
    throw unusable(name, 'leads to a host that is not allowed here')
  }
  const suffix = literalHostEnd(template)
  if (suffix !== '' && !url.hostname.endsWith(suffix.toLowerCase())) {
    throw unusable(name, 'leads to a host that is not allowed here')
  }
}

/** The literal text a built host has to end with: `.zendesk.com` of `https://{sub}.zendesk.com/oauth`. */
export function literalHostEnd(template: Template): string {
  const places = urlPlaces(template)
  const last = places.findLastIndex(place => place === 'host' || place === 'label')
  const next = template[last + 1]
  if (last === -1 || typeof next !== 'string') return ''
  return /^[^/?#:]*/.exec(next)?.[0] ?? ''
}

function unusable(name: string | undefined, why: string): AppError {
  if (name === undefined) return new AppError('invalid_input', { detail: `The address in the configuration ${why}.` })
  const detail = `The value of "${name}" ${why}.`
  return new AppError('invalid_input', { detail, fields: [{ pointer: `/${name}`, code: 'unusable', detail }] })
}
