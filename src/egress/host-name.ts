/**
 * A host as every part of this program writes it: lower case, no closing dot, IPv6 without brackets, and the many
 * spellings of an IPv4 address (`127.1`, `0x7f000001`, full-width digits) as four numbers, since the system's resolver
 * would read them so. `undefined` for what is no host.
 */
export function hostNameOf(text: string): string | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  if (bare === '' || /[\s/\\?#@*[\]]/.test(bare)) return undefined
  const [plain = '', zone] = bare.split('%')
  const written = plain.includes(':') ? `[${plain}]` : plain
  if (!URL.canParse(`http://${written}/`)) return undefined
  const { hostname, port } = new URL(`http://${written}/`)
  if (port !== '' || hostname === '') return undefined
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (name === '') return undefined
  return zone === undefined ? name : `${name}%${zone}`
}
