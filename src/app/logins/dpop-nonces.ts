import type { AppContext } from '../context.ts'

/** Of hosts that were not asked for long, the first to come is the first to go. */
const MOST_HOSTS = 500

const nonces = new WeakMap<AppContext, Map<string, string>>()

/** What a host last asked to hear again in proofs of keys (RFC 9449 §8). */
export function knownNonce(context: AppContext, host: string): string | undefined {
  return nonces.get(context)?.get(host)
}

export function noteNonce(context: AppContext, host: string, nonce: string | undefined): void {
  if (nonce === undefined) return
  const known = nonces.get(context) ?? new Map<string, string>()
  nonces.set(context, known)
  known.delete(host)
  known.set(host, nonce)
  const [oldest] = known.keys()
  if (known.size > MOST_HOSTS && oldest !== undefined) known.delete(oldest)
}
