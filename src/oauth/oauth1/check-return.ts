import { timingSafeEqual } from 'node:crypto'
import { plainLine } from '#shared/redact.ts'
import { describeDenial } from '../describe-denial.ts'
import type { CallbackResult } from '../token-set.ts'
import type { OAuth1Config } from '../types.ts'

export interface ReturnInput {
  config: OAuth1Config
  query: URLSearchParams
  /** The temporary token of the attempt. */
  token: string
}

/** Some servers name the token `denied` when the person said no. */
const TOKEN_NAMES = ['oauth_token', 'denied'] as const

/** The temporary token a callback speaks of; undefined when it names none, or several. */
export function returnedToken(query: URLSearchParams): string | undefined {
  const found = TOKEN_NAMES.flatMap(name => query.getAll(name)).filter(value => value !== '')
  return found.length === 1 ? found[0] : undefined
}

/**
 * Reads what the server sent back with the browser (RFC 5849 §2.2): the temporary token of this very sign-in, then the
 * server's refusal, then the verifier. Session and path were checked before. Does no I/O, throws nothing.
 */
export function checkReturn({ config, query, token }: ReturnInput): CallbackResult {
  const { title } = config
  const returned = returnedToken(query)
  if (returned === undefined || !sameText(returned, token)) {
    return { ok: false, code: 'state_unknown', detail: 'The answer belongs to another sign-in. Start it again.' }
  }
  const problem = query.get('oauth_problem') ?? query.get('error')
  if (query.has('denied') || problem !== null) {
    const words = query.get('oauth_problem_advice') ?? query.get('error_description') ?? ''
    const said = { denied: isDenial(problem), word: plainLine(problem ?? '', 60), words }
    return { ok: false, code: 'server_denied', detail: describeDenial(title, said) }
  }
  const verifiers = query.getAll('oauth_verifier').filter(value => value !== '')
  const [verifier] = verifiers
  if (config.noVerifier && verifiers.length === 0) return { ok: true, code: '', captured: {} }
  if (verifiers.length === 1 && verifier !== undefined) return { ok: true, code: verifier, captured: {} }
  const detail = `${title} sent the browser back without leave to sign in. Try again, and allow it there.`
  // Many servers leave the verifier out when the person said no, and say nothing else.
  return verifiers.length === 0
    ? { ok: false, code: 'server_denied', detail }
    : { ok: false, code: 'token_unreadable', detail: `${title} sent two verifiers back. Start again.` }
}

function isDenial(problem: string | null): boolean {
  return problem === null || /^(?:user_refused|permission_denied|access_denied)$/.test(problem)
}

function sameText(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}
