import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import proxyAddress from '@fastify/proxy-addr'
import type { Config } from '#config/config.ts'

const IPV4_IN_IPV6 = '::ffff:'

/** Whether this address is a proxy of ours, which may say for whom it calls; `hop` counts from the nearest. */
export type TrustsProxy = (address: string, hop: number) => boolean

export function makeTrust({ team }: Pick<Config, 'team'>): TrustsProxy {
  return team ? proxyAddress.compile(team.proxies) : () => false
}

/** Where a request came from: what the last proxy of ours saw. Empty where that is no address, as on a unix socket. */
export function callerAddress(request: IncomingMessage, trusts: TrustsProxy): string {
  const nearest = request.socket.remoteAddress ?? ''
  // On the way of every read: what a caller claims who is no proxy of ours is not even read.
  const address = trusts(nearest, 0) ? (proxyAddress(request, trusts) ?? '') : nearest
  const plain = address.startsWith(IPV4_IN_IPV6) ? address.slice(IPV4_IN_IPV6.length) : address
  return isIP(plain) === 0 ? '' : plain
}
