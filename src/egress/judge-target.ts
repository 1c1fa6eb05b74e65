import { type AddressClass, canonicalAddress, classifyAddress, isInNetwork } from './classify-address.ts'
import type { HostRule } from './read-host-rule.ts'

/** Which connections this instance may open (security.md §4). */
export interface EgressPolicy {
  mode: 'single' | 'team'
  /** What an administrator named. */
  rules: readonly HostRule[]
  /** Ports on which this program itself listens; never reached from here, whatever the rules say. */
  ownPorts: ReadonlySet<number>
}

export interface Target {
  /** As `hostNameOf` writes it. */
  host: string
  port: number
  /** All that the host stands for; one for an IP address. */
  addresses: readonly string[]
}

/** Allowed, or the class that speaks against it; `rule`: the line an administrator would have to add. */
export type Verdict = { ok: true } | { ok: false; class: AddressClass | 'own'; rule?: string }

const NEVER: ReadonlySet<AddressClass> = new Set(['unspecified', 'link-local', 'metadata', 'multicast', 'reserved'])

/** One bad address refuses the whole name: which of them would be used is the resolver's choice, not ours. */
export function judgeTarget(policy: EgressPolicy, target: Target): Verdict {
  const { host, port, addresses } = target
  if (addresses.length === 0) return { ok: false, class: 'reserved' }
  for (const address of addresses) {
    const kind = classifyAddress(address) ?? 'reserved'
    if (NEVER.has(kind)) return { ok: false, class: kind }
    if (kind === 'loopback' && policy.ownPorts.has(port)) return { ok: false, class: 'own' }
    const asks = kind === 'loopback' || (kind === 'private' && policy.mode === 'team')
    if (asks && !isNamed(policy.rules, { host, port, address, kind })) {
      return { ok: false, class: kind, rule: ruleFor(host, port) }
    }
  }
  return { ok: true }
}

/** The line that would allow exactly this host and port. */
function ruleFor(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

interface Asked {
  host: string
  port: number
  address: string
  kind: AddressClass
}

function isNamed(rules: readonly HostRule[], { host, port, address, kind }: Asked): boolean {
  return rules.some(({ host: named, ports }) => {
    if (ports !== null && (port < ports[0] || port > ports[1])) return false
    // A network or a suffix is too wide for this machine itself: what listens here was not meant for others.
    if ('network' in named) return kind !== 'loopback' && isInNetwork(address, named.network, named.bits)
    if ('below' in named) return kind !== 'loopback' && host.endsWith(named.below)
    return named.exact === host || (kind === 'loopback' && isThisMachine(named.exact) && isThisMachine(host))
  })
}

/** `localhost` and its two addresses are one place, whichever of them was typed. */
function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || canonicalAddress(host) === canonicalAddress('::1')
}
