import { nearestName } from './nearest-name.ts'
import { namesOf } from './template.ts'
import type { ProviderConfig, Template } from './types.ts'

/** The request a template belongs to, and the part of it. */
export type Stage =
  | 'auth'
  | 'request token'
  | 'token'
  | 'exchange'
  | 'also'
  | 'introspect'
  | 'device'
  | 'refresh'
  | 'validate'
  | 'revoke'
  | 'API'
export type Part = 'url' | 'query' | 'data' | 'headers'
type Protocol = ProviderConfig['protocol']

/** The names that a config, its load file and its inputs bring along. */
export interface NameScope {
  protocol: Protocol
  values: ReadonlySet<string>
  before: ReadonlySet<string>
  after: ReadonlySet<string>
  callback: ReadonlySet<string>
  kept: ReadonlySet<string>
  /** A refresh presents the access token, so its lists may hold it. */
  refreshesByToken?: boolean
  /** An administrator should know: the client secret may stand in a query. */
  secretInQuery?: boolean
}

const STEPS: readonly Stage[] = ['exchange', 'also', 'introspect']
const OWN_STAGES: readonly Stage[] = [
  'auth',
  'request token',
  'device',
  'token',
  ...STEPS,
  'refresh',
  'validate',
  'revoke',
]
const ALL_STAGES: readonly Stage[] = [...OWN_STAGES, 'API']

/** Which request may hold which name of the engine (flow-format.md §7). */
const OAUTH2_STAGES: Readonly<Record<string, readonly Stage[]>> = {
  client_id: ALL_STAGES,
  base_url: ALL_STAGES,
  client_secret: ['device', 'token', ...STEPS, 'refresh', 'validate', 'revoke'],
  redirect_uri: ['auth', 'token', 'refresh'],
  scope: ['auth', 'device', 'token', ...STEPS, 'refresh'],
  state: ['auth', 'token'],
  code_challenge: ['auth'],
  code: ['token'],
  code_verifier: ['token'],
  refresh_token: [...STEPS, 'refresh', 'revoke'],
  access_token: [...STEPS, 'validate', 'revoke', 'API'],
  token_type: [...STEPS, 'validate', 'revoke', 'API'],
  tokenURL: ['refresh'],
  nonce: ['auth'],
  uuid: OWN_STAGES,
  now_s: OWN_STAGES,
  now_ms: OWN_STAGES,
}

/** The same for OAuth 1 (flow-format.md §9). Secrets have no place at all: they only sign. */
const OAUTH1_STAGES: Readonly<Record<string, readonly Stage[]>> = {
  client_id: ALL_STAGES,
  consumer_key: ALL_STAGES,
  base_url: ALL_STAGES,
  redirect_uri: ['auth', 'request token', 'token'],
  scope: ['auth', 'request token', 'token'],
  oauth_token: ['auth', 'token', 'validate', 'revoke', 'API'],
  oauth_verifier: ['token'],
  client_secret: [],
  consumer_secret: [],
  oauth_token_secret: [],
}

function stagesByName(protocol: Protocol): Readonly<Record<string, readonly Stage[]>> {
  return protocol === 'oauth1' ? OAUTH1_STAGES : OAUTH2_STAGES
}

/** True for a name of the engine: no parameter, input or load-file key may redefine it. */
export function isEngineName(protocol: Protocol, name: string): boolean {
  return Object.hasOwn(stagesByName(protocol), name)
}

const LATE_STAGES: readonly Stage[] = ['refresh', 'validate', 'revoke', 'API']
const KEPT_STAGES: readonly Stage[] = [...STEPS, ...LATE_STAGES]
const CALLBACK_STAGES: readonly Stage[] = ['token', ...KEPT_STAGES]

export interface NameProblem {
  code: 'unknown-name' | 'misplaced-name'
  message: string
}

/** Everything wrong with the names of one template at its place. */
export function checkNames(template: Template, place: { stage: Stage; part: Part }, scope: NameScope): NameProblem[] {
  return [...new Set(namesOf(template))].flatMap(name => {
    const allowed = stagesOf(name, scope)
    if (!allowed) return [unknown(name, scope)]
    if (allowed.length === 0) return [misplaced(name, 'in any request of OAuth 1: secrets only sign')]
    if (name === 'access_token' && place.stage === 'refresh' && place.part !== 'url' && scope.refreshesByToken)
      return []
    if (!allowed.includes(place.stage)) return [misplaced(name, `in the ${place.stage} request`)]
    const inAddress = place.part === 'url' || (place.part === 'query' && !scope.secretInQuery)
    if (name === 'client_secret' && inAddress) {
      return [misplaced(name, 'in an address: a secret belongs in the body or in a header')]
    }
    if (name === 'nonce' && scope.protocol === 'oauth2' && place.part !== 'query') {
      return [misplaced(name, 'outside of the query of the login page')]
    }
    if (name === 'tokenURL' && place.part !== 'url') return [misplaced(name, 'outside of the refresh URL')]
    return []
  })
}

function stagesOf(name: string, scope: NameScope): readonly Stage[] | undefined {
  const stages = stagesByName(scope.protocol)
  if (Object.hasOwn(stages, name)) return stages[name]
  if (scope.values.has(name) || scope.before.has(name)) return ALL_STAGES
  if (name.startsWith('callback.') && scope.callback.has(name.slice(9))) return CALLBACK_STAGES
  if (name.startsWith('token.') && scope.kept.has(name.slice(6))) return KEPT_STAGES
  return scope.after.has(name) ? LATE_STAGES : undefined
}

function unknown(name: string, scope: NameScope): NameProblem {
  const prefixed = [...[...scope.callback].map(key => `callback.${key}`), ...[...scope.kept].map(key => `token.${key}`)]
  const engine = Object.entries(stagesByName(scope.protocol)).filter(([, stages]) => stages.length > 0)
  const known = [...engine.map(([key]) => key), ...scope.values, ...scope.before, ...scope.after, ...prefixed]
  const near = nearestName(name, known)
  const upper = /^[A-Z][A-Z0-9_]*$/.test(name)
  const advice = near
    ? `the nearest known name is {${near}}`
    : upper
      ? `add the key ${name} to the load file`
      : 'no name near it is known here'
  return { code: 'unknown-name', message: `the name {${name}} is not known; ${advice}` }
}

function misplaced(name: string, where: string): NameProblem {
  return { code: 'misplaced-name', message: `the name {${name}} has no value ${where}` }
}
