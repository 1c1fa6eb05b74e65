import { createHmac } from 'node:crypto'
import { CLIENT, type FaultyServer } from './faulty-server.ts'
import type { Asked } from './read-asked.ts'

/** The login page, where everybody says yes at once: the address the browser goes back to, or what is wrong. */
export function authorize(server: FaultyServer, sent: Asked): { to: string } | { wrong: string } {
  const { on, memory } = server
  const asked = on.has('par_required') ? takePushed(server, sent) : sent
  if (!asked) return { wrong: 'the parameters were not sent ahead' }
  const { query } = asked
  const wrong = findWrong(server, asked)
  if (wrong !== undefined) return { wrong }
  const back = new URL(query.get('redirect_uri') ?? '')
  const stateName = on.has('state_renamed') ? 'customField' : 'state'
  const state = query.get(stateName)
  if (state !== null && !on.has('no_state')) back.searchParams.set(stateName, state)
  if (on.has('error_markup')) {
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('error_description', '<img src=x onerror="window.hit=1"><b>No</b> javascript:alert(1)')
    back.searchParams.set('error_uri', 'javascript:alert(1)')
    return { to: back.href }
  }
  const code = memory.newWord('code')
  memory.codes.set(code, {
    challenge: query.get('code_challenge') ?? '',
    redirectUri: query.get('redirect_uri') ?? '',
    subject: query.get('login_hint') ?? 'mklein',
    scopes: readScopes(server, query),
    nonce: query.get('nonce') ?? undefined,
    jkt: query.get('dpop_jkt') ?? undefined,
  })
  back.searchParams.set(on.has('code_renamed') ? 'depot_code' : 'code', code)
  for (const [name, value] of extras(server)) back.searchParams.append(name, value)
  if (on.has('hmac')) back.searchParams.set('hmac', signed(back.searchParams))
  return { to: back.href }
}

function findWrong({ on, registered }: FaultyServer, { path, query, rawQuery }: Asked): string | undefined {
  const has = (name: string) => query.has(name)
  const rules: [boolean, string][] = [
    [on.has('fragment_route') && path === '/authorize', 'the query is not behind the route'],
    [on.has('client_only') || on.has('device_slow_down'), 'there is no login page here'],
    [!URL.canParse(query.get('redirect_uri') ?? ''), 'redirect_uri is missing'],
    [registered?.includes(query.get('redirect_uri') ?? '') === false, 'redirect_uri is not registered'],
    [query.get(on.has('renamed') ? 'client_key' : 'client_id') !== CLIENT.id, 'the client is unknown'],
    [on.has('pkce_reject') && has('code_challenge'), 'unknown parameter code_challenge'],
    [on.has('pkce_required') && query.get('code_challenge_method') !== 'S256', 'PKCE is missing'],
    [on.has('no_state') && has('state'), 'unknown parameter state'],
    [on.has('state_renamed') && !has('customField'), 'customField is missing'],
    [on.has('form_post') && query.get('response_mode') !== 'form_post', 'response_mode has to be form_post'],
    [on.has('extra_params') && query.get('access_type') !== 'offline', 'access_type is missing'],
    [on.has('empty_param') && query.get('display') !== '', 'display has to be there, and empty'],
    [(on.has('resource') || on.has('resource_once')) && !has('resource'), 'resource is missing'],
    [on.has('scope_comma') && query.get('scope') !== 'read,write', 'scopes are joined by a comma'],
    [on.has('scope_plus') && query.get('scope') !== 'read+write', 'scopes are joined by a plus'],
    [on.has('scope_raw') && !/(?:^|&)scope=read:bins,write:bins(?:&|$)/.test(rawQuery), 'scope is not to be encoded'],
  ]
  return rules.find(([broken]) => broken)?.[1]
}

/** What was sent ahead, once (RFC 9126 §4); nothing else may stand in the address. */
function takePushed({ memory }: FaultyServer, sent: Asked): Asked | undefined {
  const uri = sent.query.get('request_uri') ?? ''
  const query = memory.pushed.get(uri)
  memory.pushed.delete(uri)
  return query && sent.query.size === 2 && sent.query.get('client_id') === CLIENT.id ? { ...sent, query } : undefined
}

/** SHA-256 with the secret, over the sorted query. */
function signed(query: URLSearchParams): string {
  const sorted = new URLSearchParams(query)
  sorted.sort()
  return createHmac('sha256', CLIENT.secret).update(sorted.toString()).digest('hex')
}

function readScopes({ on }: FaultyServer, query: URLSearchParams): string[] {
  const separator = on.has('scope_plus') ? '+' : /[\s,]+/
  return (query.get('scope') ?? '').split(separator).filter(scope => scope !== '')
}

function extras({ on, origin }: FaultyServer): [string, string][] {
  const list: [string, string][] = []
  if (on.has('host_param')) list.push(['accounts', 'localhost'])
  if (on.has('callback_realm')) list.push(['realm', '4711'])
  if (on.has('iss_right') || on.has('iss_twice')) list.push(['iss', origin])
  if (on.has('iss_twice')) list.push(['iss', origin])
  if (on.has('iss_wrong')) list.push(['iss', 'https://other.example'])
  return list
}
