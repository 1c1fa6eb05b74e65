import { percentEncode } from './percent-encode.ts'

/** Name and value, both encoded already. */
export type EncodedPair = readonly [name: string, value: string]

interface SignedParts {
  method: string
  /** Absolute, as a parser writes it: what is signed has to be what is sent. */
  url: URL
  /** The form body, when the request has one. */
  form: string | undefined
  /** The parameters of the protocol, without `realm` and `oauth_signature`. */
  protocol: readonly (readonly [string, string])[]
}

/** The text that is signed (RFC 5849 §3.4.1). */
export function baseString({ method, url, form, protocol }: SignedParts): string {
  const params = [...readForm(url.search.slice(1)), ...readForm(form ?? ''), ...protocol.map(encodePair)]
  return [method.toUpperCase(), baseUri(url), normalise(params)].map(part => percentEncode(part)).join('&')
}

/** RFC 5849 §3.4.1.2: scheme and host in lower case, no default port, path as sent, neither query nor fragment. */
export function baseUri(url: URL): string {
  // The URL parser has done the lower case, the ports, and the brackets of IPv6.
  return `${url.protocol}//${url.host}${url.pathname}`
}

/** RFC 5849 §3.4.1.3.2: sorted by encoded name, then by encoded value, as bytes. */
export function normalise(params: readonly EncodedPair[]): string {
  const sorted = params.toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
  return sorted.map(([name, value]) => `${name}=${value}`).join('&')
}

/** Encoded texts are ASCII, where the order of letters is that of bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function encodePair([name, value]: readonly [string, string]): EncodedPair {
  return [percentEncode(name), percentEncode(value)]
}

/**
 * The parameters of a query or a form (RFC 5849 §3.4.1.3.1): a plus is a space, and a name alone has an empty value.
 * Decoded to bytes and not to text, so that bytes which are no UTF-8 are signed as they are sent.
 */
export function readForm(text: string): EncodedPair[] {
  const parts = text.split('&').filter(part => part !== '')
  return parts.map(part => {
    const mark = part.indexOf('=')
    const [name, value] = mark === -1 ? [part, ''] : [part.slice(0, mark), part.slice(mark + 1)]
    return [percentEncode(decode(name)), percentEncode(decode(value))]
  })
}

/** A percent sign without two digits behind it stands for itself. */
function decode(text: string): Uint8Array {
  const bytes = Buffer.from(text.replaceAll('+', ' '), 'utf8')
  const decoded: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    const digits = bytes[i] === 0x25 ? bytes.toString('latin1', i + 1, i + 3) : ''
    const isCode = /^[0-9A-Fa-f]{2}$/.test(digits)
    decoded.push(isCode ? Number.parseInt(digits, 16) : (bytes[i] ?? 0))
    if (isCode) i += 2
  }
  return Uint8Array.from(decoded)
}
