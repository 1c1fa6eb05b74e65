import type { Json } from '#shared/json.ts'
import { requestValues } from './fill-request.ts'
import { freshValues } from './fresh-values.ts'
import type { Client, Fresh } from './oauth-request.ts'
import { prefixed } from './token-request.ts'
import type { TokenSet } from './token-set.ts'
import type { ProviderConfig, Values } from './types.ts'

export interface TokenInput {
  config: ProviderConfig
  client: Client
  inputs: Values
  tokens: TokenSet
  fresh: Fresh
}

/** What a request after the login can fill in: the client, the inputs, and what was kept of callback and answer. */
export function tokenValues({ config, client, inputs, tokens, fresh }: TokenInput, more: Values): Values {
  return requestValues(config, client, inputs, {
    ...(config.protocol === 'oauth2' ? freshValues(fresh) : {}),
    ...prefixed('callback.', tokens.callback),
    ...scalars(prefixed('token.', tokens.kept)),
    ...more,
  })
}

/** The entries that can stand in a text. */
export function scalars(values: Record<string, Json>): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, string | number | boolean][] =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  )
}
