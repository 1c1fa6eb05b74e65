import type { Client } from '#oauth/oauth-request.ts'
import type { TokenSet } from '#oauth/token-set.ts'
import type { JsonObject } from '#shared/json.ts'

/** An input such as `eu` is no secret, and taking it out would only garble the words. */
const SHORTEST_HIDDEN = 6

interface Known {
  client: Client
  inputs: JsonObject
  tokens?: TokenSet
}

/** Everything of ours that a service might repeat in what it says, so that it can be taken out of a message. */
export function hiddenTexts({ client, inputs, tokens }: Known): string[] {
  const said = [inputs, tokens?.kept ?? {}, tokens?.callback ?? {}].flatMap(values => Object.values(values))
  return [
    ...[client.clientSecret, client.privateKey].filter(isText),
    ...(tokens ? tokenTexts(tokens) : []),
    ...said.filter(isText).filter(text => text.length >= SHORTEST_HIDDEN),
  ]
}

function tokenTexts({ accessToken, refreshToken, idToken, previousRefresh, also, unfinished }: TokenSet): string[] {
  const further = Object.values(also ?? {}).flatMap(one => [one.accessToken, one.refreshToken])
  const own = [accessToken, refreshToken, idToken, previousRefresh?.token, ...further].filter(isText)
  return unfinished ? [...own, ...tokenTexts(unfinished.tokens)] : own
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
