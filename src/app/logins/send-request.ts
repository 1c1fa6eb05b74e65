import type { OAuthRequest, RawAnswer } from '#oauth/oauth-request.ts'
import { clockOffset } from '#oauth/oauth1/clock-offset.ts'
import { randomStamp } from '#oauth/oauth1/random-stamp.ts'
import { send } from '#oauth/send.ts'
import { wantedNonce } from '#oauth/wanted-nonce.ts'
import type { AppContext } from '../context.ts'
import { knownNonce, noteNonce } from './dpop-nonces.ts'
import { freshOf } from './fresh-of.ts'

const HOUR_MS = 3_600_000

/** How far the clocks of servers are ahead, by host, where one refused a timestamp; good for an hour. */
const offsets = new WeakMap<AppContext, Map<string, { ms: number; until: number }>>()

/** Sends a request and dates its answer by the database's clock, the one that stored times are compared with. */
export async function sendRequest(context: AppContext, request: OAuthRequest): Promise<RawAnswer> {
  const { fetch, store } = context
  const { sign, prove } = request
  const answer = sign
    ? await sendSigned(context, request, sign)
    : prove
      ? await sendProven(context, request, prove)
      : await send(fetch, request)
  return { ...answer, receivedAt: store.now() }
}

/**
 * A server that wants to hear a nonce of its own says so and has done nothing yet, so the request goes a second time
 * (RFC 9449 §8). The nonce is remembered for the next one.
 */
async function sendProven(
  context: AppContext,
  { url }: OAuthRequest,
  prove: NonNullable<OAuthRequest['prove']>,
): Promise<RawAnswer> {
  const { host } = new URL(url)
  const once = async (nonce: string | undefined) => {
    const answer = await send(context.fetch, prove({ ...freshOf(context), nonce }))
    noteNonce(context, host, answer.headers['dpop-nonce'])
    return answer
  }
  const answer = await once(knownNonce(context, host))
  const wanted = wantedNonce(answer)
  return wanted === undefined ? answer : once(wanted)
}

/**
 * A refused timestamp is tried once more by the server's own clock (oauth.md 5849-6). That is safe: a server looks at
 * the timestamp before it does anything else.
 */
async function sendSigned(
  context: AppContext,
  { url }: OAuthRequest,
  sign: NonNullable<OAuthRequest['sign']>,
): Promise<RawAnswer> {
  const { fetch, clock, random } = context
  const { host } = new URL(url)
  const known = offsets.get(context) ?? new Map<string, { ms: number; until: number }>()
  offsets.set(context, known)
  const now = clock.now()
  const { ms = 0, until = 0 } = known.get(host) ?? {}
  const offset = until > now ? ms : 0
  const answer = await send(fetch, sign(randomStamp(random, now + offset)))
  const other = clockOffset(answer, clock.now())
  if (other === undefined) return answer
  known.set(host, { ms: other, until: clock.now() + HOUR_MS })
  return send(fetch, sign(randomStamp(random, clock.now() + other)))
}
