import { syncBuiltinESMExports } from 'node:module'
import type { AskParent } from './ask-parent.ts'
import { networkError } from './network-error.ts'

const MODULES = new Set(['dns', 'node:dns', 'dns/promises', 'node:dns/promises'])

/**
 * Every look-up is asked of the parent. Few connectors look a name up themselves, so Node's module is loaded and changed
 * when one asks for it: gives what is to be called then. Who gets past that finds that Node refuses to look anything up.
 */
export function patchNames(ask: AskParent): (module: string) => void {
  const { getBuiltinModule } = process
  let patched = false
  const patch = (module: string) => {
    if (patched || !MODULES.has(module)) return
    patched = true
    const dns = getBuiltinModule('node:dns')
    const lookup = makeLookup(ask)
    Object.assign(dns, { lookup })
    Object.assign(dns.promises, { lookup: makeLookupLater(lookup) })
    syncBuiltinESMExports()
  }
  process.getBuiltinModule = ((id: string) => {
    patch(id)
    return getBuiltinModule(id)
  }) as typeof getBuiltinModule
  return patch
}

type Lookup = (host: string, second: unknown, third?: unknown) => void

function makeLookup(ask: AskParent): Lookup {
  return (host, second, third) => {
    const done = (typeof second === 'function' ? second : third) as (...answer: unknown[]) => void
    const { all, family } = readLookup(second)
    const about = { syscall: 'getaddrinfo', host } as const
    ask({ kind: 'resolve', host, port: 0 }, answer => {
      if (!answer.addresses) return done(networkError(answer.error, about))
      const found = entriesOf(answer.addresses, family)
      if (all) return done(null, found)
      const [first] = found
      if (first) return done(null, first.address, first.family)
      done(networkError('ENOTFOUND', about))
    })
  }
}

function makeLookupLater(lookup: Lookup): (host: string, options?: unknown) => Promise<unknown> {
  return (host, options) =>
    new Promise((resolve, reject) => {
      const all = { ...(typeof options === 'object' ? options : { family: options }), all: true }
      lookup(host, all, (error: Error | null, found: { address: string; family: number }[]) => {
        if (error) reject(error)
        else resolve(readLookup(options).all ? found : found[0])
      })
    })
}

function readLookup(options: unknown): { all: boolean; family: number } {
  if (typeof options === 'number') return { all: false, family: options }
  if (typeof options !== 'object' || options === null) return { all: false, family: 0 }
  const { all, family } = options as { all?: unknown; family?: unknown }
  return {
    all: all === true,
    family: family === 4 || family === 'IPv4' ? 4 : family === 6 || family === 'IPv6' ? 6 : 0,
  }
}

function entriesOf(addresses: string[], family: number): { address: string; family: number }[] {
  return addresses
    .map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    .filter(entry => family === 0 || entry.family === family)
}
