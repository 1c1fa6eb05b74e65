import Type from 'typebox'
import { AnyJson, JsonRecord, ProblemSchema } from './parts.ts'

/** flow-format.md §14. Either `id`, or `connector` with `label`. */
export const CredentialRequest = Type.Object(
  {
    id: Type.Optional(Type.String()),
    /** Service, connection type or OAuth config name. */
    connector: Type.Optional(Type.String()),
    label: Type.Optional(Type.String()),
    owner: Type.Optional(Type.String()),
    /** With `id`: the workflow that asks, so that it gets what it was switched to. */
    consumer: Type.Optional(Type.String()),
    /** Seconds the token must still live. */
    minTtl: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
    onBehalfOf: Type.Optional(Type.String()),
    /** The `credVersion` an API just refused. */
    rejectedVersion: Type.Optional(Type.Integer()),
    /** The call that `request` is for: it is asked for where each call carries a proof of its own (DPoP). */
    call: Type.Optional(
      Type.Object(
        {
          method: Type.String({ pattern: '^[A-Za-z]{1,20}$' }),
          url: Type.String({ maxLength: 8_192 }),
          /** The `DPoP-Nonce` with which the API refused the call before. */
          nonce: Type.Optional(Type.String({ maxLength: 1_024, pattern: '^[\\x21-\\x7e]+$' })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type CredentialRequest = Type.Static<typeof CredentialRequest>

export const Credential = Type.Object({
  kind: Type.Union([Type.Literal('connection'), Type.Literal('oauth2'), Type.Literal('oauth1')]),
  /** What an action receives: the unwrapped handle, the token, or `{key, access_token, access_token_secret}`. */
  value: AnyJson,
  /** What calls of the service carry, where they are not signed: send it as it is. Logins only. */
  request: Type.Optional(
    Type.Object({
      headers: Type.Record(Type.String(), Type.String()),
      query: Type.Record(Type.String(), Type.String()),
    }),
  ),
  expiresAt: Type.Union([Type.String(), Type.Null()]),
  credVersion: Type.Integer(),
  auth: Type.Object({
    scope: Type.Union([Type.String(), Type.Null()]),
    params: Type.Record(Type.String(), AnyJson),
    account: Type.Union([Type.String(), Type.Null()]),
    /** Further tokens of the same login, by their names in its config. */
    tokens: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object({ value: Type.String(), expiresAt: Type.Union([Type.String(), Type.Null()]) }),
      ),
    ),
  }),
})
export type Credential = Type.Static<typeof Credential>

/** `POST /api/v1/credentials/read`: one body, one answer; a list (at most 100) answers a list with problems in place. */
export const CredentialRead = Type.Union([CredentialRequest, Type.Array(CredentialRequest, { maxItems: 100 })])
export const CredentialAnswer = Type.Union([Credential, Type.Array(Type.Union([Credential, ProblemSchema]))])

/** `POST /api/v1/inputs/resolve`: an action's name and input as its editor stored it. */
export const InputsRequest = Type.Object(
  {
    action: Type.String({ minLength: 1, maxLength: 200 }),
    input: JsonRecord,
    onBehalfOf: Type.Optional(Type.String()),
    /** The workflow that asks, so that it gets what it was switched to. */
    consumer: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type InputsRequest = Type.Static<typeof InputsRequest>

/** The same input with every picker's value filled in; `$auth` has `expires_at`, `scope`, `params`, `account` by property. */
export const ResolvedInputs = Type.Object({ input: JsonRecord })
export type ResolvedInputs = Type.Static<typeof ResolvedInputs>
