import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Identity } from '#app/app.ts'
import type { Config } from '#config/config.ts'
import { makeTrust } from './caller-address.ts'

const SECRET_HEADER = 'x-flow-proxy-secret'
const MOST_SUBJECT = 200

type Asked = Pick<FastifyRequest, 'headers'> & { socket: { remoteAddress?: string | undefined } }

/**
 * Whom a trusted proxy names (security.md §6.1); undefined where none is configured. The one who connects has to be a
 * listed address and has to send the shared secret: what anybody else writes into these headers is nobody.
 */
export function makeProxyIdentity({
  team,
}: Pick<Config, 'team'>): ((request: Asked) => Identity | undefined) | undefined {
  if (team?.signIn.kind !== 'proxy') return undefined
  const { userHeader, nameHeader, groupsHeader, secret } = team.signIn
  const trusts = makeTrust({ team })
  return ({ headers, socket }) => {
    const read = (name: string | undefined) => {
      const value = name === undefined ? undefined : headers[name]
      return typeof value === 'string' ? value.trim() : ''
    }
    const subject = read(userHeader)
    if (!trusts(socket.remoteAddress ?? '', 0) || !sameText(read(SECRET_HEADER), secret)) return undefined
    if (subject === '' || subject.length > MOST_SUBJECT) return undefined
    const groups = read(groupsHeader).split(',')
    return {
      issuer: 'proxy',
      subject,
      name: read(nameHeader) || null,
      ...(groupsHeader ? { groups: groups.map(group => group.trim()).filter(group => group !== '') } : {}),
    }
  }
}

/** Takes as long for a wrong one as for a right one. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
