import { buildUrl } from '../build-url.ts'
import { mergeParams, urlRules } from '../fill-request.ts'
import { setQuery } from '../render-params.ts'
import { oauth1Values } from './signed-request.ts'
import type { TemporaryInput } from './temporary-request.ts'

/** The address of the login page for a temporary token (RFC 5849 §2.2). */
export function authorizeUrl(input: TemporaryInput & { token: string }): string {
  const { config, client, inputs, scopes, redirectUri, token } = input
  const scope = scopes.join(config.scopeSeparator)
  const values = oauth1Values(config, client, inputs, { redirect_uri: redirectUri, scope, oauth_token: token })
  const added: [string, string][] = [['oauth_token', token]]
  if (config.callbackIn === 'authorize') added.push(['oauth_callback', redirectUri])
  const pairs = mergeParams(added, config.authQuery, { values, dropEmpty: true })
  return setQuery(buildUrl(config.authUrl, values, urlRules(config)), pairs, [])
}
