import { isIP } from 'node:net'
import { hostNameOf } from './host-name.ts'

/** Hosts and ports that an administrator named: an exact host, every name below a suffix, or a network. */
export interface HostRule {
  /** As it was written. */
  text: string
  host: { exact: string } | { below: string } | { network: string; bits: number }
  /** First and last port; null: every port. */
  ports: readonly [number, number] | null
}

const PORTS = /^(?:\*|(\d{1,5})(?:-(\d{1,5}))?)$/

/**
 * One line of a list of hosts: `plm.corp:443`, `*.plm.corp:443`, `10.20.0.0/16:8000-8100`, `[fd12::1]:8443`,
 * `localhost:8080`, with `*` for every port. A text instead of a rule says what is wrong with it.
 */
export function readHostRule(text: string): HostRule | string {
  const split = /^(\[[^\]]+\](?:\/\d+)?|[^:\s]+):(\S+)$/.exec(text.trim())
  if (!split) return `"${text}" has no port. Write a host and a port, for example localhost:8080.`
  const [, hostPart = '', portPart = ''] = split
  const ports = readPorts(portPart)
  if (ports === undefined) return `"${text}" has a port that is none. Write a number from 1 to 65535, a range or *.`
  const host = readHost(hostPart)
  if (!host) return `"${text}" does not begin with a host, *.name or a network such as 10.20.0.0/16.`
  return { text: text.trim(), host, ports }
}

function readPorts(text: string): HostRule['ports'] | undefined {
  const found = PORTS.exec(text)
  if (!found) return undefined
  if (found[1] === undefined) return null
  const first = Number(found[1])
  const last = Number(found[2] ?? found[1])
  return first >= 1 && last <= 65_535 && first <= last ? [first, last] : undefined
}

function readHost(text: string): HostRule['host'] | undefined {
  const network = /^\[?([^\]/]+)\]?\/(\d{1,3})$/.exec(text)
  if (network) {
    const [, address = '', bits = ''] = network
    const width = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
    return Number(bits) <= width ? { network: address, bits: Number(bits) } : undefined
  }
  const below = text.startsWith('*.')
  const name = hostNameOf(below ? text.slice(2) : text)
  if (name === undefined) return undefined
  return below ? { below: `.${name}` } : { exact: name }
}
