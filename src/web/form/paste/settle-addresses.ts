import type { Match } from './match-values.ts'

/** What an address says as a whole, so that it is not said again by a field for the part. */
const INSIDE = new Set(['host', 'port', 'scheme', 'path', 'database'])

/**
 * An address that went into a field whole takes its host, port and path with it; its user and password leave it when
 * fields of their own took them. A port that no field took stays with its host.
 */
export function settleAddresses(taken: readonly Match[], before: readonly Match[]): Match[] {
  const all = [...before, ...taken]
  const wholes = new Set(all.map(match => match.value.source))
  const isInside = ({ value, field }: Match) => {
    const { partOf, concept } = value.source
    return partOf !== undefined && wholes.has(partOf) && INSIDE.has(concept ?? '') && !field.isRequired
  }
  return taken.filter(match => !isInside(match)).map(match => withPort(withoutSignIn(match, all), all))
}

function withPort(match: Match, taken: readonly Match[]): Match {
  const { source } = match.value
  const port = source.partOf?.address?.port
  if (source.concept !== 'host' || !port || match.field.concept !== 'host' || typeof match.fitted !== 'string')
    return match
  const isTaken = taken.some(({ value }) => value.source.partOf === source.partOf && value.source.concept === 'port')
  return isTaken ? match : { ...match, fitted: `${match.fitted}:${port}` }
}

function withoutSignIn(match: Match, taken: readonly Match[]): Match {
  const { source } = match.value
  const { address } = source
  if (!address || typeof match.fitted !== 'string' || match.fitted !== source.value) return match
  const elsewhere = (part: 'user' | 'password') =>
    address[part] === undefined ||
    taken.some(({ value }) => value.source.partOf === source && value.source.concept === part)
  const signsIn = address.user !== undefined || address.password !== undefined
  // Nor does a password stay in it where everyone can read it, unless that is what the field asks for.
  const isShown = !match.field.isSecret && match.field.concept !== 'connection'
  const leaves = isShown || (elsewhere('user') && elsewhere('password'))
  return signsIn && leaves ? { ...match, fitted: address.bare } : match
}
