import { formEncode } from './basic-header.ts'
import { fillText } from './template.ts'
import type { Param, Values } from './types.ts'

/** Names and values in the order they are sent; a name may stand several times. */
export type Pairs = readonly (readonly [string, string])[]

/** List fields with their values filled in; `null` still means: remove. */
export function renderParams(params: readonly Param[], values: Values): (readonly [string, string[] | null])[] {
  return params.map(param => [param.name, param.values?.map(value => fillText(value, values)) ?? null])
}

/** A value that may stay as it is written in an address (oauth.md §5, `raw_params`). */
const RAW = /^[A-Za-z0-9._~+,:/-]*$/

/**
 * Puts parameters into an address. What its own query holds stays, except names that are set here; so no name goes
 * out twice by accident (oauth.md 6749-1). Names in `raw` are not encoded again.
 */
export function setQuery(url: string, pairs: Pairs, raw: readonly string[]): string {
  if (pairs.length === 0) return url
  const [path = '', own = ''] = splitAt(url, '?')
  const set = new Set(pairs.map(([name]) => name))
  const kept = own.split('&').filter(part => part !== '' && !set.has(nameOf(part)))
  const added = pairs.map(([name, value]) =>
    raw.includes(name) && RAW.test(value) ? `${formEncode(name)}=${value}` : `${formEncode(name)}=${formEncode(value)}`,
  )
  return `${path}?${[...kept, ...added].join('&')}`
}

function nameOf(part: string): string {
  return [...new URLSearchParams(part).keys()][0] ?? ''
}

function splitAt(text: string, mark: string): [string, string] {
  const index = text.indexOf(mark)
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}
