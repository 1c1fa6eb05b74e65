import type { OAuthRequest, RawAnswer } from '#oauth/oauth-request.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import type { AppContext } from '../context.ts'
import { throughGate } from './host-gate.ts'
import { sendRequest } from './send-request.ts'

/**
 * A request of a sign-in. OAuth 1 renews nothing, so there `limits` hold for these requests; elsewhere a person who waits
 * goes first. Throws `temporarily_unavailable` with the seconds to wait.
 */
export function sendLimited(context: AppContext, config: ProviderConfig, request: OAuthRequest): Promise<RawAnswer> {
  const send = () => sendRequest(context, request)
  if (config.protocol === 'oauth2' || !config.limits) return send()
  return throughGate(context, { host: new URL(request.url).host, limits: config.limits }, send)
}
