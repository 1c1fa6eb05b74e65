import type { TokenSet } from './token-set.ts'

/** How the header Authorization names a token: one that is bound to a key is no bearer token (RFC 9449 §7.1). */
export function schemeOf({ dpopKey }: Pick<TokenSet, 'dpopKey'>): 'DPoP' | 'Bearer' {
  return dpopKey === undefined ? 'Bearer' : 'DPoP'
}
