import { send } from '#oauth/send.ts'
import type { OAuthRequest, RawAnswer } from '#oauth/types.ts'
import type { AppContext } from '../context.ts'

/** Sends a request and dates its answer by the database's clock, the one that stored times are compared with. */
export async function sendRequest({ fetch, store }: AppContext, request: OAuthRequest): Promise<RawAnswer> {
  const answer = await send(fetch, request)
  return { ...answer, receivedAt: store.now() }
}
