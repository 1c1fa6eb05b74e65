import { isPlaceholder, MOST_CHARACTERS, MOST_VALUES, type Pasted, type PastedValue } from './pasted.ts'
import { isEncrypted, readAddress } from './read-address.ts'
import { readCurl } from './read-curl.ts'
import { readJson } from './read-json.ts'
import { readLines } from './read-lines.ts'
import { readPairs } from './read-pairs.ts'

const CURL = /^[ \t]*(?:[$>#%][ \t]*|PS [^>\n]{0,200}>[ \t]*)?curl(?:\.exe)?[ \t]/im

/** What a pasted text names; undefined when it has none of the forms that are known. Never throws. */
export function readPasted(text: string): Pasted | undefined {
  const pasted = text.length > MOST_CHARACTERS ? undefined : readForm(text.trim())
  if (!pasted) return undefined
  const values = pasted.values.filter(({ value }) => typeof value !== 'string' || value.trim() !== '')
  return { ...pasted, values: withParts(values).slice(0, MOST_VALUES * 2) }
}

function readForm(text: string): Pasted | undefined {
  if (text === '' || text.startsWith('-----BEGIN')) return undefined
  if (CURL.test(text)) return { kind: 'curl', values: readCurl(text) }
  const json = /^["{[]/.test(text) ? readJson(text) : undefined
  if (json) return { kind: 'json', values: json }
  if (!text.includes('\n')) return readOneLine(text)
  const values = readLines(text)
  return values.length > 0 ? { kind: 'lines', values } : undefined
}

function readOneLine(text: string): Pasted | undefined {
  const address = readAddress(text)
  if (address)
    return { kind: 'address', values: [{ names: [], value: text, concept: 'connection', address, quiet: true }] }
  const pairs = readPairs(text)
  if (pairs) {
    const whole: PastedValue = { names: [], value: text, concept: 'connection', quiet: true }
    return { kind: 'pairs', values: /[?&]/.test(text) ? pairs : [whole, ...pairs] }
  }
  const values = readLines(text)
  return values.length > 0 ? { kind: 'lines', values } : undefined
}

/** Adds the parts of addresses as values of their own: forms ask for a host and a port where others ask for a URL. */
function withParts(values: PastedValue[]): PastedValue[] {
  return values.flatMap(each => {
    if (typeof each.value !== 'string' || isPlaceholder(each.value)) return [each]
    const address = each.address ?? readAddress(each.value)
    if (!address) return [each]
    const source: PastedValue = { ...each, address }
    return [source, ...partsOf(source, address)]
  })
}

function partsOf(source: PastedValue, address: NonNullable<PastedValue['address']>): PastedValue[] {
  const parts: PastedValue[] = []
  // `SHOP_URL` has a host, a user and so on of the shop.
  const outer = source.concept === undefined ? source.names : source.names.slice(0, -1)
  const add = (name: string, value: string | boolean | undefined, more: Partial<PastedValue> = {}) => {
    if (value !== undefined) parts.push({ names: [...outer, name], value, partOf: source, quiet: true, ...more })
  }
  add('host', address.host, { concept: 'host' })
  add('port', address.port, { concept: 'port' })
  add('scheme', address.scheme, { concept: 'scheme' })
  add('path', address.path, { concept: 'path' })
  add('database', address.database, { concept: 'database' })
  add('user', address.user, { concept: 'user', quiet: false })
  add('password', address.password, { concept: 'password', quiet: false })
  add('ssl', isEncrypted(address.scheme), { concept: 'ssl' })
  for (const [name, value] of address.params) add(name, value)
  return parts
}
