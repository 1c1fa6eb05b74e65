import { lookup } from 'node:dns/promises'
import { connect, type Socket } from 'node:net'
import { canonicalAddress } from './classify-address.ts'
import { hostNameOf } from './host-name.ts'
import { type EgressPolicy, judgeTarget, type Verdict } from './judge-target.ts'
import type { HostRule } from './read-host-rule.ts'

/** A connection that the policy does not allow. */
export class RefusedByPolicy extends Error {
  readonly code = 'ERR_REFUSED_BY_POLICY'
  /** The line an administrator would have to add to allow it; absent where nothing allows it. */
  readonly rule: string | undefined

  constructor(host: string, verdict: Extract<Verdict, { ok: false }>) {
    super(WORDS[verdict.class](host))
    this.rule = verdict.rule
  }
}

const never = (host: string) => `Connections to ${host} are never opened from here.`
const WORDS: Record<Extract<Verdict, { ok: false }>['class'], (host: string) => string> = {
  loopback: host =>
    `${host} is this machine, and connections to it have to be allowed first. Allow it in the settings.`,
  private: host =>
    `${host} lies in a private network, and connections to it have to be allowed first. Ask an administrator.`,
  own: host => `${host} is this program itself. Connections to it are never opened.`,
  public: never,
  unspecified: never,
  'link-local': never,
  metadata: never,
  multicast: never,
  reserved: never,
}

interface OpenOptions {
  host: string
  port: number
  /** Milliseconds until the connection has to stand; 5,000. */
  timeoutMs?: number
  signal?: AbortSignal
}

/** Gives every address of a name. Tests put their own in its place. */
export type ResolveName = (host: string) => Promise<string[]>

export interface Gate {
  /** A connected socket that nobody has read from yet. Throws `RefusedByPolicy`, or an `Error` with the system's code. */
  open(options: OpenOptions): Promise<Socket>
  /** The addresses of a name, when every one of them may be reached on some port. */
  resolve(host: string): Promise<string[]>
}

/** Rules are asked for anew for every connection: what was allowed just now counts at once. */
export type GatePolicy = Omit<EgressPolicy, 'rules'> & { rules: () => Promise<readonly HostRule[]> }

const CONNECT_MS = 5_000

/**
 * The one door to the network (security.md §4): the name is resolved once, all its addresses are judged, one of exactly
 * these is connected to, and the address at the other end is compared again. A name that answers differently the second
 * time gains nothing.
 */
export function createGate(policy: GatePolicy, resolveName: ResolveName = resolveBySystem): Gate {
  const find = async (text: string) => {
    const host = hostNameOf(text)
    if (host === undefined) throw systemError('ENOTFOUND', `${text} is not a host`)
    const addresses = canonicalAddress(host) === undefined ? await resolveName(host) : [host]
    return { host, addresses }
  }
  return {
    async open({ host: text, port, timeoutMs = CONNECT_MS, signal }) {
      const limit = AbortSignal.timeout(timeoutMs)
      const end = signal ? AbortSignal.any([signal, limit]) : limit
      try {
        const { host, addresses } = await orAborted(find(text), end)
        const rules = await policy.rules()
        const verdict = judgeTarget({ ...policy, rules }, { host, port, addresses })
        if (!verdict.ok) throw new RefusedByPolicy(host, verdict)
        return await connectTo(addresses, { host, port, end })
      } catch (error) {
        if (limit.aborted) throw systemError('ETIMEDOUT', `connect ETIMEDOUT ${text}:${port}`)
        throw error
      }
    },
    async resolve(text) {
      const { host, addresses } = await find(text)
      // The port is judged when the connection is opened: asked for a name alone, a rule counts whatever its ports are.
      const rules = (await policy.rules()).map(rule => ({ ...rule, ports: null }))
      const verdict = judgeTarget({ ...policy, rules }, { host, port: 0, addresses })
      if (!verdict.ok) throw new RefusedByPolicy(host, verdict)
      return addresses
    },
  }
}

async function resolveBySystem(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true })
  return found.map(({ address }) => address)
}

interface Way {
  host: string
  port: number
  end: AbortSignal
}

/** Tries the judged addresses one after the other, as the system would, and checks which one answered. */
function connectTo(addresses: readonly string[], { host, port, end }: Way): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const pinned = addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    const [first] = addresses
    const socket = connect({
      // With one address no name is needed, and nothing can be looked up again.
      host: addresses.length === 1 && first !== undefined ? first : host,
      port,
      autoSelectFamily: addresses.length > 1,
      lookup: (_host, _options, answer) => answer(null, pinned),
    })
    // The next owner of the socket reads it; until then nothing may be taken out.
    socket.pause()
    const give = () => {
      socket.destroy()
      reject(end.reason)
    }
    end.addEventListener('abort', give, { once: true })
    socket.once('error', error => {
      end.removeEventListener('abort', give)
      reject(error)
    })
    socket.once('connect', () => {
      end.removeEventListener('abort', give)
      const reached = canonicalAddress(socket.remoteAddress ?? '')
      if (addresses.some(address => canonicalAddress(address) === reached)) return resolve(socket)
      socket.destroy()
      reject(new RefusedByPolicy(host, { ok: false, class: 'reserved' }))
    })
    if (end.aborted) give()
  })
}

async function orAborted<T>(work: Promise<T>, end: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(end.reason)
  end.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    end.removeEventListener('abort', stop)
  }
}

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
