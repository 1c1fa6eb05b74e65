import Type from 'typebox'
import { Time } from './parts.ts'

const ShortText = Type.String({ minLength: 1, maxLength: 200 })
const Consumer = Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' })

export const ConsumerParams = Type.Object({ consumer: Consumer })

/** `PUT /api/v1/uses/{consumer}`: everything that this workflow uses from now on. Header `Authorization`. */
export const UseDeclaration = Type.Object(
  {
    title: ShortText,
    /** Whose workflow it is, as your users know him. */
    owner: Type.Optional(ShortText),
    /** Whose private entries count besides what is shared: needs `act-as-user`. */
    onBehalfOf: Type.Optional(ShortText),
    /** Ids of connections and logins, as they stand in the workflow. An empty list: it uses none. */
    ids: Type.Array(Type.String(), { maxItems: 1000, uniqueItems: true }),
  },
  { additionalProperties: false },
)
export type UseDeclaration = Type.Static<typeof UseDeclaration>

/** `now` differs from `id` after a Switch: it is what the workflow gets. */
export const ConsumerUses = Type.Object({
  consumer: Type.String(),
  uses: Type.Array(Type.Object({ id: Type.String(), now: Type.String() })),
})
export type ConsumerUses = Type.Static<typeof ConsumerUses>

/** `GET /api/page/accounts/:id/uses`: shown before Stop Sharing, Switch and Delete. */
export const AccountUses = Type.Object({
  items: Type.Array(
    Type.Object({ consumer: Type.String(), title: Type.String(), owner: Type.Optional(Type.String()) }),
  ),
  /** How many more there are that are not named. */
  more: Type.Integer(),
})
export type AccountUses = Type.Static<typeof AccountUses>

/** `GET /api/page/accounts/:id/record`: what was done with it, the newest first; at most 100. */
export const AccountRecord = Type.Object({
  items: Type.Array(
    Type.Object({
      at: Time,
      /** `credential-released`, `connection-updated`, `account-shared` … */
      action: Type.String(),
      /** Who: the name of an API key, or `you`. */
      actor: Type.String(),
      /** The workflow it was released to, where the engine said so. */
      reason: Type.Optional(Type.String()),
      /** So many times within a second. */
      count: Type.Integer(),
    }),
  ),
})
export type AccountRecord = Type.Static<typeof AccountRecord>

/** `PUT /api/page/accounts/:id/sharing`: answers the account. */
export const Sharing = Type.Object({ shared: Type.Boolean() }, { additionalProperties: false })
export type Sharing = Type.Static<typeof Sharing>

/** `POST /api/page/accounts/:id/switch`: every use of this one gets `to` from now on. */
export const SwitchRequest = Type.Object({ to: Type.String() }, { additionalProperties: false })
export type SwitchRequest = Type.Static<typeof SwitchRequest>

/** `POST /api/v1/uses/switch`: the same by an API key. */
export const UseSwitch = Type.Object(
  { from: Type.String(), to: Type.String(), onBehalfOf: Type.Optional(ShortText) },
  { additionalProperties: false },
)
export type UseSwitch = Type.Static<typeof UseSwitch>

/** `DELETE /api/v1/accounts/{id}?onBehalfOf=` */
export const AccountDeletion = Type.Object({ onBehalfOf: Type.Optional(ShortText) })

/** How many uses moved. */
export const SwitchResult = Type.Object({ switched: Type.Integer() })
export type SwitchResult = Type.Static<typeof SwitchResult>
