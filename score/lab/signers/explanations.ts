import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SignerRequest, WrittenPair } from './signer-request.ts'

/** One way in which an independent signer differs from the RFC, as committed in `explained.json`. */
export interface Explanation {
  id: string
  signer: string
  section: string
  reason: string
}

export const EXPLAINED: readonly Explanation[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'explained.json'), 'utf8'),
)

/**
 * The same request without what the explanation is about; null where it has nothing of it. An explanation counts only
 * if the signers agree once it is taken out.
 */
type Remedy = (request: SignerRequest) => SignerRequest | null

const remedies: Readonly<Record<string, Remedy>> = {
  'base-address': request => {
    const usual = request.scheme === 'http' ? ':80' : ':443'
    const host = request.host.toLowerCase()
    const port = request.port === usual ? '' : request.port
    const path = request.path || '/'
    const same = host === request.host && port === request.port && path === request.path
    return same ? null : { ...request, host, port, path }
  },
  'encoded-name': request => changeQuery(request, /^[^=]*[%+]/, (pair, i) => rewrite({ ...pair, name: `n${i}` })),
  'plus-is-space': request => changeQuery(request, /=.*\+/, rewrite),
  'second-equals-sign': request => changeQuery(request, /=.*=/, rewrite),
  'repeated-name': request => (repeats([...request.query, ...(request.form ?? [])]) ? renameAll(request) : null),
  'list-in-query': request => (repeats(request.query) ? renameAll(request) : null),
  'name-in-both': request => (sharesName(request) ? renameAll(request) : null),
  'brackets-of-ipv6': request => (request.host.startsWith('[') ? { ...request, host: 'example.com' } : null),
  'quote-in-path': request =>
    request.path.includes("'") ? { ...request, path: request.path.replaceAll("'", '%27') } : null,
  'empty-path-parameters': request => (request.path.endsWith(';') ? { ...request, path: `${request.path}p` } : null),
}

/** The request with everything taken out that is explained for this signer, and which explanations that were. */
export function remedy(signer: string, request: SignerRequest): { request: SignerRequest; ids: string[] } {
  const ids: string[] = []
  let changed = request
  for (const { id, signer: whose } of EXPLAINED) {
    const next = whose === signer ? remedies[id]?.(changed) : null
    if (!next) continue
    ids.push(id)
    changed = next
  }
  return { request: changed, ids }
}

function changeQuery(
  request: SignerRequest,
  written: RegExp,
  change: (pair: WrittenPair, i: number) => WrittenPair,
): SignerRequest | null {
  if (!request.query.some(({ raw }) => written.test(raw))) return null
  return { ...request, query: request.query.map((pair, i) => (written.test(pair.raw) ? change(pair, i) : pair)) }
}

function rewrite(pair: WrittenPair): WrittenPair {
  return { ...pair, raw: `${encodeURIComponent(pair.name)}=${encodeURIComponent(pair.value)}` }
}

function repeats(pairs: readonly WrittenPair[]): boolean {
  return new Set(pairs.map(({ name }) => name)).size < pairs.length
}

function sharesName({ query, form }: SignerRequest): boolean {
  const names = new Set(query.map(({ name }) => name))
  return (form ?? []).some(({ name }) => names.has(name))
}

function renameAll(request: SignerRequest): SignerRequest {
  const rename = (pairs: readonly WrittenPair[], letter: string) =>
    pairs.map((pair, i) => rewrite({ ...pair, name: `${letter}${i}` }))
  return { ...request, query: rename(request.query, 'q'), form: request.form && rename(request.form, 'f') }
}
