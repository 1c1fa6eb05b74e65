import { hasHostSuffix } from './build-url.ts'
import { describeDenial } from './describe-denial.ts'
import { isSignedCallback } from './is-signed-callback.ts'
import type { Client } from './oauth-request.ts'
import type { CallbackResult } from './token-set.ts'
import type { CallbackParam, OAuth2Config } from './types.ts'

export interface CallbackInput {
  attempt: { config: OAuth2Config; client: Client }
  query: URLSearchParams
}

/**
 * Reads what the server sent back with the browser: issuer first, then the server's own refusal, then the code and
 * the parameters to keep (oauth.md §9). Session, state and path were checked before. Does no I/O, throws nothing.
 */
export function checkCallback({ attempt: { config, client }, query }: CallbackInput): CallbackResult {
  const issuers = query.getAll('iss')
  if (config.issuer !== null && issuers.some(issuer => issuer !== config.issuer)) {
    return refuse(
      'wrong_issuer',
      `The answer names another issuer than ${config.title}. Nothing was saved. Start again.`,
    )
  }
  if (config.issRequired && issuers.length === 0) {
    return refuse(
      'wrong_issuer',
      `The answer does not name its issuer, as ${config.title} promised. Nothing was saved.`,
    )
  }
  if (issuers.length > 1) return refuse('wrong_issuer', 'The answer names its issuer twice. Nothing was saved.')
  const error = query.get('error')
  if (error) {
    const said = { denied: error === 'access_denied', word: error, words: query.get('error_description') ?? '' }
    return refuse('server_denied', describeDenial(config.title, said))
  }
  if (config.callbackHmac && !isSignedCallback(query, config.callbackHmac, { config, client })) {
    return refuse('wrong_issuer', `The answer is not signed by ${config.title}. Nothing was saved. Start again.`)
  }
  const codes = query.getAll(config.codeParam)
  const code = codes[0]
  if (codes.length !== 1 || !code) {
    return refuse('token_unreadable', `${config.title} sent the browser back without a code. Start again.`)
  }
  const captured: Record<string, string> = {}
  for (const param of config.callbackParams) {
    const value = query.get(param.name)
    if (value !== null && fits(param, value)) captured[param.name] = value
    else if (param.required || value !== null) {
      const what = value === null ? 'is missing' : 'does not look as it should'
      return refuse('token_unreadable', `The value "${param.name}" in the answer of ${config.title} ${what}.`)
    }
  }
  return { ok: true, code, captured }
}

function fits(param: CallbackParam, value: string): boolean {
  if (!new RegExp(param.pattern, 'u').test(value)) return false
  return param.hostSuffix.length === 0 || hasHostSuffix(hostOf(value), param.hostSuffix)
}

function hostOf(value: string): string {
  return URL.canParse(value) ? new URL(value).hostname : value
}

function refuse(code: Extract<CallbackResult, { ok: false }>['code'], detail: string): CallbackResult {
  return { ok: false, code, detail }
}
