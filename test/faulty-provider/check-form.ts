import { type FaultyServer, type Refusal, refuse } from './faulty-server.ts'
import type { Asked } from './read-asked.ts'

/** The parameters of a token request, from the only place where this server looks for them. */
export function readParams(server: FaultyServer, asked: Asked): Record<string, string> | Refusal {
  const { on } = server
  if (asked.query.has('client_secret') && !on.has('secret_in_query'))
    return refuse('invalid_request', 'a secret has no place in an address')
  const byGet = on.has('get') || on.has('secret_in_query')
  const inQuery = byGet || on.has('query')
  if (asked.method !== (byGet ? 'GET' : 'POST')) return refuse('invalid_request', `${asked.method} is not taken`)
  if (inQuery && asked.bodyKind !== 'none') return refuse('invalid_request', 'the body has to be empty')
  if (!inQuery && asked.bodyKind !== wantedBody(server, asked)) {
    return refuse('invalid_request', `a body of the kind ${asked.bodyKind} is not taken`)
  }
  if (on.has('header_required') && asked.headers['depot-version'] !== '2026-01') {
    return refuse('invalid_request', 'the header Depot-Version is missing')
  }
  const params = inQuery ? Object.fromEntries(asked.query) : asked.body
  const isRefresh = params['grant_type'] === 'refresh_token'
  if (on.has('refresh_elsewhere') && isRefresh !== (asked.path === '/renew')) {
    return refuse('invalid_request', 'this address is for something else')
  }
  const unknown = on.has('renamed') && params['client_id'] !== undefined
  return unknown ? refuse('invalid_request', 'unknown parameter client_id') : params
}

function wantedBody({ on }: FaultyServer, asked: Asked): Asked['bodyKind'] {
  if (on.has('json')) return 'json'
  const isRefresh = asked.body['grant_type'] === 'refresh_token'
  return on.has('refresh_json') && isRefresh ? 'json' : 'form'
}

/** Where the params are ours, and not a refusal. */
export function isRefusal(value: object): value is Refusal {
  return 'error' in value && 'description' in value
}
