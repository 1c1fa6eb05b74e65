import { checkedHeader, requestValues } from './fill-request.ts'
import { renderParams } from './render-params.ts'
import { schemeOf } from './scheme-of.ts'
import { fillText } from './template.ts'
import { prefixed } from './token-request.ts'
import type { TokenSet } from './token-set.ts'
import { scalars } from './token-values.ts'
import type { ProviderConfig, Values } from './types.ts'

/** What every call of the service's API has to carry. */
export interface ApiCall {
  headers: Record<string, string>
  query: Record<string, string>
}

export interface ApiCallInput {
  config: ProviderConfig
  inputs: Values
  tokens: TokenSet
}

/**
 * Headers and query for calls with these tokens (oauth.md §2, `apply`); undefined where the config does not say, which
 * means that the calls are signed. Never a client secret. Throws `invalid_input` when a value fits into no header.
 */
export function apiCall({ config, inputs, tokens }: ApiCallInput): ApiCall | undefined {
  const { auth, headers } = config.api
  if (!auth) return undefined
  const { accessToken, tokenType } = tokens
  const own: Values =
    config.protocol === 'oauth1'
      ? { oauth_token: accessToken, consumer_key: config.clientId }
      : { access_token: accessToken, token_type: tokenType, token_scheme: schemeOf(tokens) }
  const values = requestValues(config, { clientId: config.clientId }, inputs, {
    ...prefixed('callback.', tokens.callback),
    ...scalars(prefixed('token.', tokens.kept)),
    ...own,
  })
  const sent = renderParams(headers, values).flatMap(([name, rendered]): [string, string][] => {
    const value = rendered?.join(', ') ?? ''
    return value === '' ? [] : [[name, checkedHeader(name, value)]]
  })
  const token = fillText(auth.value, values)
  return auth.in === 'header'
    ? { headers: { ...Object.fromEntries(sent), [auth.name]: checkedHeader(auth.name, token) }, query: {} }
    : { headers: Object.fromEntries(sent), query: { [auth.name]: token } }
}
