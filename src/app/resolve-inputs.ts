import type { Credential, CredentialRequest, InputsRequest, ResolvedInputs } from '#shared/contract/credentials.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { KeyGrant } from './app.ts'
import type { AppContext } from './context.ts'
import { requireScope } from './require-scope.ts'

type ReadCredential = (grant: KeyGrant, request: CredentialRequest) => Credential | Promise<Credential>

/**
 * An action's input as the action receives it: each picker's value is the handle or the token, and `$auth` tells the rest
 * (flow-format.md §5, §14). One call a step. Throws `not_found` for an unknown action, `invalid_input` for a picker that
 * holds no id, and whatever reading a credential throws; then nothing is given.
 */
export function makeResolveInputs({ catalogue }: AppContext, readCredential: ReadCredential) {
  return async (grant: KeyGrant, request: InputsRequest): Promise<ResolvedInputs> => {
    // Before anything is looked up: which actions there are is for keys that may know it.
    requireScope(grant, 'credentials:read')
    const { action, onBehalfOf, consumer } = request
    const input = request.input as JsonObject
    const found = catalogue.connectors().flatMap(({ actions }) => actions.filter(one => one.name === action))
    if (!found[0]) throw new AppError('not_found', { detail: 'There is no action of this name for this API key.' })
    const whose = {
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(consumer === undefined ? {} : { consumer }),
    }
    const filled: JsonObject = { ...input }
    const auth: JsonObject = {}
    for (const { property, required } of found[0].pickers) {
      const id = own(input, property)
      if (id === undefined && !required) continue
      if (typeof id !== 'string') throw notPicked(property)
      const credential = await readCredential(grant, { id, ...whose })
      filled[property] = credential.value as Json
      if (credential.kind !== 'connection') auth[property] = authOf(credential)
    }
    const given = own(input, '$auth')
    return { input: { ...filled, $auth: { ...(isObject(given) ? given : {}), ...auth } } }
  }
}

function authOf({ expiresAt, auth: { scope, params, account } }: Credential): JsonObject {
  return { expires_at: expiresAt, scope, params: params as JsonObject, account }
}

function notPicked(property: string): AppError {
  const detail = 'A picker holds the id of a connection or login.'
  return new AppError('invalid_input', {
    detail,
    fields: [{ pointer: `/input${toPointer([property])}`, code: 'required', detail }],
  })
}
