import { type ApiCall, type ApiCallInput, apiCall } from '#oauth/api-call.ts'
import { dpopProof } from '#oauth/dpop-proof.ts'
import type { CredentialRequest } from '#shared/contract/credentials.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AppContext } from '../context.ts'
import { knownNonce, noteNonce } from './dpop-nonces.ts'
import { freshOf } from './fresh-of.ts'

/**
 * What carries the token of a login (decisions/042). A token that is bound to a key goes with a proof for one call, so
 * the call has to be named: without it nothing is said (decisions/085). The key itself is never handed out.
 */
export function describeCall(
  context: AppContext,
  input: ApiCallInput,
  call: CredentialRequest['call'],
): ApiCall | undefined {
  const described = apiCall(input)
  const { dpopKey, accessToken } = input.tokens
  if (!described || dpopKey === undefined) return described
  if (!call) return undefined
  const { host } = checkedUrl(call.url)
  noteNonce(context, host, call.nonce)
  const proven = { method: call.method.toUpperCase(), url: call.url, accessToken, nonce: knownNonce(context, host) }
  const proof = dpopProof(dpopKey, proven, freshOf(context))
  return { ...described, headers: { ...described.headers, DPoP: proof } }
}

function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url
  throw new AppError('invalid_input', {
    detail: 'The address of the call is no web address. Send it whole, with https://.',
    fields: [{ pointer: '/call/url', code: 'format', detail: 'This is no web address.' }],
  })
}
