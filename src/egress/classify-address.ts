import { isIPv4, isIPv6 } from 'node:net'

/** What kind of place an IP address is, for the egress policy (security.md §4). */
export type AddressClass =
  | 'public'
  | 'private'
  | 'loopback'
  | 'unspecified'
  | 'link-local'
  | 'metadata'
  | 'multicast'
  | 'reserved'

interface Range {
  base: bigint
  /** Leading bits that have to agree. */
  bits: number
  class: AddressClass
}

/** RFC 6890 and the registries it began, plus addresses at which clouds answer with credentials. The first match counts. */
const IPV4: readonly Range[] = [
  range4('169.254.0.0', 16, 'link-local'),
  range4('100.100.100.200', 32, 'metadata'),
  range4('168.63.129.16', 32, 'metadata'),
  range4('192.0.0.192', 32, 'metadata'),
  range4('0.0.0.0', 8, 'unspecified'),
  range4('127.0.0.0', 8, 'loopback'),
  range4('10.0.0.0', 8, 'private'),
  range4('172.16.0.0', 12, 'private'),
  range4('192.168.0.0', 16, 'private'),
  range4('100.64.0.0', 10, 'private'),
  // Nothing public answers here, but benches and overlay networks of a company do.
  range4('192.0.0.0', 24, 'private'),
  range4('192.0.2.0', 24, 'private'),
  range4('198.18.0.0', 15, 'private'),
  range4('198.51.100.0', 24, 'private'),
  range4('203.0.113.0', 24, 'private'),
  range4('224.0.0.0', 4, 'multicast'),
  range4('240.0.0.0', 4, 'reserved'),
]

const IPV6: readonly Range[] = [
  range6('::', 128, 'unspecified'),
  range6('::1', 128, 'loopback'),
  range6('fd00:ec2::254', 128, 'metadata'),
  range6('fe80::', 10, 'link-local'),
  range6('fec0::', 10, 'private'),
  range6('fc00::', 7, 'private'),
  range6('ff00::', 8, 'multicast'),
  range6('64:ff9b:1::', 48, 'private'),
  range6('100::', 64, 'reserved'),
  range6('2001:db8::', 32, 'private'),
]

/** IPv6 addresses that a router or the system turns into an IPv4 address, and where that one stands in them. */
const EMBEDDED: readonly { base: bigint; bits: number; shifts: readonly number[]; inverted?: true }[] = [
  { base: toNumber6('::ffff:0:0'), bits: 96, shifts: [0] },
  { base: toNumber6('64:ff9b::'), bits: 96, shifts: [0] },
  { base: toNumber6('2002::'), bits: 16, shifts: [80] },
  // Teredo: the server in clear, the client with every bit turned round.
  { base: toNumber6('2001::'), bits: 32, shifts: [64] },
  { base: toNumber6('2001::'), bits: 32, shifts: [0], inverted: true },
  // Long withdrawn, but some systems still map them: IPv4-compatible, and ISATAP in any network.
  { base: toNumber6('::'), bits: 96, shifts: [0] },
]
const ISATAP = 0x0000_5efen
const ISATAP_GLOBAL = 0x0200_5efen

/** From harmless to worst: of several readings of one address the worst counts. */
const SEVERITY: readonly AddressClass[] = [
  'public',
  'private',
  'loopback',
  'reserved',
  'multicast',
  'unspecified',
  'link-local',
  'metadata',
]

/**
 * The class of an IP address in text form; an IPv4 address inside an IPv6 one counts as itself. `undefined` for a text
 * that is no IP address.
 */
export function classifyAddress(text: string): AddressClass | undefined {
  // A zone names an interface, so it is of this link whatever the digits say.
  if (text.includes('%')) return isIPv6(text) ? 'link-local' : undefined
  if (isIPv4(text)) return classOf(IPV4, toNumber4(text), 32)
  if (!isIPv6(text)) return undefined
  const address = toNumber6(text)
  const own = classOf(IPV6, address, 128)
  // `::` and `::1` lie in the range of IPv4-compatible addresses, but are no such.
  if (own === 'unspecified' || own === 'loopback') return own
  const inner = embeddedIn(address).map(number => classOf(IPV4, number, 32))
  return [own, ...inner].reduce((worst, one) => (SEVERITY.indexOf(one) > SEVERITY.indexOf(worst) ? one : worst))
}

/** One spelling for each address, so that two can be compared; `undefined` for a text that is none. */
export function canonicalAddress(text: string): string | undefined {
  const [plain = ''] = text.split('%')
  if (isIPv4(plain)) return plain
  if (!isIPv6(plain)) return undefined
  const address = toNumber6(plain)
  return address >> 32n === 0xffffn ? fromNumber4(address & 0xffff_ffffn) : address.toString(16)
}

/** Does `address` lie in `network/bits`? Both are IPv4 or both IPv6 in any spelling. */
export function isInNetwork(address: string, network: string, bits: number): boolean {
  const [one, other] = [toNumber(address), toNumber(network)]
  if (!one || !other || one.width !== other.width) return false
  return samePrefix(one.value, other.value, bits, one.width)
}

function toNumber(text: string): { value: bigint; width: 32 | 128 } | undefined {
  if (isIPv4(text)) return { value: toNumber4(text), width: 32 }
  return isIPv6(text) && !text.includes('%') ? { value: toNumber6(text), width: 128 } : undefined
}

function embeddedIn(address: bigint): bigint[] {
  const found = EMBEDDED.filter(({ base, bits }) => samePrefix(address, base, bits, 128)).flatMap(
    ({ shifts, inverted }) =>
      shifts.map(shift => last32(inverted ? ~(address >> BigInt(shift)) : address >> BigInt(shift))),
  )
  const marker = last32(address >> 32n)
  return marker === ISATAP || marker === ISATAP_GLOBAL ? [...found, last32(address)] : found
}

function classOf(ranges: readonly Range[], address: bigint, width: number): AddressClass {
  return ranges.find(({ base, bits }) => samePrefix(address, base, bits, width))?.class ?? 'public'
}

function samePrefix(one: bigint, other: bigint, bits: number, width: number): boolean {
  const shift = BigInt(width - bits)
  return one >> shift === other >> shift
}

function last32(value: bigint): bigint {
  return BigInt.asUintN(32, value)
}

function range4(base: string, bits: number, kind: AddressClass): Range {
  return { base: toNumber4(base), bits, class: kind }
}

function range6(base: string, bits: number, kind: AddressClass): Range {
  return { base: toNumber6(base), bits, class: kind }
}

function toNumber4(text: string): bigint {
  return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

function fromNumber4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map(shift => String((value >> shift) & 255n)).join('.')
}

/** `text` is a full IPv6 address without a zone; its last 32 bits may be written as IPv4. */
function toNumber6(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const plain = dotted ? `${dotted[1]}${hexPair(toNumber4(dotted[2] ?? ''))}` : text
  const [head = '', tail] = plain.split('::')
  const first = groupsOf(head)
  const last = tail === undefined ? [] : groupsOf(tail)
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - first.length - last.length }, () => 0n)
  return [...first, ...zeros, ...last].reduce((sum, group) => sum * 65_536n + group, 0n)
}

function groupsOf(text: string): bigint[] {
  return text === '' ? [] : text.split(':').map(group => BigInt(`0x${group}`))
}

function hexPair(value: bigint): string {
  return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`
}
