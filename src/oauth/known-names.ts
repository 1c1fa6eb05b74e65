import { nearestName } from './nearest-name.ts'
import { namesOf } from './template.ts'
import type { Template } from './types.ts'

/** The request a template belongs to, and the part of it. */
export type Stage = 'auth' | 'token' | 'refresh' | 'validate' | 'revoke'
export type Part = 'url' | 'query' | 'data' | 'headers'

/** The names that a config, its load file and its inputs bring along. */
export interface NameScope {
  values: ReadonlySet<string>
  before: ReadonlySet<string>
  after: ReadonlySet<string>
  callback: ReadonlySet<string>
  kept: ReadonlySet<string>
}

/** Which request may hold which name of the engine (flow-format.md §7). */
const STAGES: Record<string, readonly Stage[]> = {
  client_id: ['auth', 'token', 'refresh', 'validate', 'revoke'],
  base_url: ['auth', 'token', 'refresh', 'validate', 'revoke'],
  client_secret: ['token', 'refresh', 'validate', 'revoke'],
  redirect_uri: ['auth', 'token', 'refresh'],
  scope: ['auth', 'token', 'refresh'],
  state: ['auth', 'token'],
  code_challenge: ['auth'],
  code: ['token'],
  code_verifier: ['token'],
  refresh_token: ['refresh', 'revoke'],
  access_token: ['validate', 'revoke'],
  token_type: ['validate', 'revoke'],
  tokenURL: ['refresh'],
}

/** Names of the engine: no parameter, input or load-file key may redefine them. */
export const ENGINE_NAMES: ReadonlySet<string> = new Set(Object.keys(STAGES))

const CALLBACK_STAGES: readonly Stage[] = ['token', 'refresh', 'validate', 'revoke']
const LATE_STAGES: readonly Stage[] = ['refresh', 'validate', 'revoke']

export interface NameProblem {
  code: 'unknown-name' | 'misplaced-name'
  message: string
}

/** Everything wrong with the names of one template at its place. */
export function checkNames(template: Template, place: { stage: Stage; part: Part }, scope: NameScope): NameProblem[] {
  return [...new Set(namesOf(template))].flatMap(name => {
    const allowed = stagesOf(name, scope)
    if (!allowed) return [unknown(name, scope)]
    if (!allowed.includes(place.stage)) return [misplaced(name, `in the ${place.stage} request`)]
    if (name === 'client_secret' && place.part !== 'data' && place.part !== 'headers') {
      return [misplaced(name, 'in an address: a secret belongs in the body or in a header')]
    }
    if (name === 'tokenURL' && place.part !== 'url') return [misplaced(name, 'outside of the refresh URL')]
    return []
  })
}

function stagesOf(name: string, scope: NameScope): readonly Stage[] | undefined {
  if (Object.hasOwn(STAGES, name)) return STAGES[name]
  if (scope.values.has(name) || scope.before.has(name)) return STAGES['client_id']
  if (name.startsWith('callback.') && scope.callback.has(name.slice(9))) return CALLBACK_STAGES
  if (name.startsWith('token.') && scope.kept.has(name.slice(6))) return LATE_STAGES
  return scope.after.has(name) ? LATE_STAGES : undefined
}

function unknown(name: string, scope: NameScope): NameProblem {
  const prefixed = [...[...scope.callback].map(key => `callback.${key}`), ...[...scope.kept].map(key => `token.${key}`)]
  const known = [...ENGINE_NAMES, ...scope.values, ...scope.before, ...scope.after, ...prefixed]
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
