import Type from 'typebox'
import { JsonRecord, Time } from './parts.ts'

export const AccountState = Type.Union([
  Type.Literal('ok'),
  Type.Literal('not tested'),
  Type.Literal('failing'),
  Type.Literal('needs reconnect'),
  Type.Literal('unreadable'),
  Type.Literal('suspended'),
])
export type AccountState = Type.Static<typeof AccountState>

/** A saved connector: a connection (`con_…`) or a login (`log_…`). Holds no value that was typed. */
export const Account = Type.Object({
  id: Type.String(),
  kind: Type.Union([Type.Literal('connection'), Type.Literal('login')]),
  service: Type.String(),
  /** Connection type, or name of the OAuth config. */
  type: Type.String(),
  /** Words for the type: its label, or "OAuth · <display name>" parts. */
  typeLabel: Type.String(),
  version: Type.String(),
  /** Connections: the version whose form edits it, which may be a newer one; absent when its connector is gone. */
  formVersion: Type.Optional(Type.String()),
  label: Type.String(),
  state: AccountState,
  /** Since when it is in this state; absent where that is not known, and for `unreadable`. */
  stateSince: Type.Optional(Time),
  /** What the last test said; plain text. */
  message: Type.Optional(Type.String()),
  lastTestedAt: Type.Optional(Time),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  /** For logins: whose account it is, and until when the access token lives. */
  account: Type.Optional(Type.String()),
  providerId: Type.Optional(Type.String()),
  scopes: Type.Optional(Type.Array(Type.String())),
  /** Its tokens were brought from elsewhere. */
  pasted: Type.Optional(Type.Boolean()),
  expiresAt: Type.Optional(Time),
  /** False: the type has no `validate`, or the connector is gone. */
  testable: Type.Boolean(),
  rowVersion: Type.Integer(),
  /** Everybody in the workspace may use it. */
  shared: Type.Optional(Type.Boolean()),
  /** How many workflows use it, in lists; absent: none. */
  uses: Type.Optional(Type.Integer()),
  /** Somebody else's, who shares it: it can be used and tested, not opened or changed. Their name. */
  sharedBy: Type.Optional(Type.String()),
})
export type Account = Type.Static<typeof Account>

/** `GET /api/page/accounts?cursor=&limit=` */
export const AccountPage = Type.Object({
  items: Type.Array(Account),
  next: Type.Union([Type.String(), Type.Null()]),
})
export type AccountPage = Type.Static<typeof AccountPage>

/** Somebody's entry, as administrators see it: no label and no value. */
export const OwnedAccount = Type.Object({
  ...Type.Pick(Account, ['id', 'kind', 'service', 'type', 'state', 'stateSince', 'lastTestedAt']).properties,
  ...Type.Pick(Account, ['createdAt', 'updatedAt', 'uses']).properties,
  /** Empty for one of the command line, or of a host's user. */
  owner: Type.String(),
  /** Of a login: the display name of its provider, if that is still loaded. */
  provider: Type.Optional(Type.String()),
  shared: Type.Boolean(),
})
export type OwnedAccount = Type.Static<typeof OwnedAccount>

/** `GET /api/page/all-accounts?q=&state=&cursor=&limit=`: everybody's, by service and type. */
export const OwnedAccountPage = Type.Object({
  items: Type.Array(OwnedAccount),
  next: Type.Union([Type.String(), Type.Null()]),
})
export type OwnedAccountPage = Type.Static<typeof OwnedAccountPage>

/** What an administrator looks for among them. */
export interface AllAccountsRequest {
  /** Part of an owner's name, of a provider's, or of a connector or its type. */
  text?: string | undefined
  state?: Exclude<AccountState, 'unreadable'> | undefined
  cursor?: string | undefined
  limit: number
}

/** `PUT /api/page/all-accounts/:id/suspension` */
export const AccountSuspension = Type.Object({ suspended: Type.Boolean() })
export type AccountSuspension = Type.Static<typeof AccountSuspension>

/** `POST /api/page/connections`: schema check, `validate`, `connect`, then stored. Header `Idempotency-Key`. */
export const NewConnection = Type.Object({
  type: Type.String(),
  version: Type.Optional(Type.String()),
  label: Type.String(),
  values: JsonRecord,
})
export type NewConnection = Type.Static<typeof NewConnection>

/** `GET /api/page/connections/:id`: secrets are `{"$secret":{"set":true}}`. `ETag` carries the row version. */
export const ConnectionDetail = Type.Object({ account: Account, values: JsonRecord })
export type ConnectionDetail = Type.Static<typeof ConnectionDetail>

/** `PUT /api/page/connections/:id`: a secret that is absent is kept, `null` clears, a text sets. Header `If-Match`. */
export const ConnectionUpdate = Type.Object({ label: Type.String(), values: JsonRecord })
export type ConnectionUpdate = Type.Static<typeof ConnectionUpdate>

/** `PATCH /api/page/accounts/:id`: a connection or a login gets another label. Header `If-Match`. */
export const AccountRename = Type.Object({ label: Type.String() })
export type AccountRename = Type.Static<typeof AccountRename>

/** `POST /api/page/connections/test`: tries values that are not saved; `id` lets stored secrets be used. */
export const ConnectionTrial = Type.Object({
  type: Type.String(),
  version: Type.Optional(Type.String()),
  values: JsonRecord,
  id: Type.Optional(Type.String()),
})
export type ConnectionTrial = Type.Static<typeof ConnectionTrial>

/** Answer of every test. A connector that refuses has answered: `ok: false`, HTTP 200 (house.md §4.6). */
export const TestResult = Type.Object({
  ok: Type.Boolean(),
  /** Of a test that failed: the code that saving would be refused with, for example `service_timeout`. */
  code: Type.Optional(Type.String()),
  /** "Connection validated successfully", or "Connection could not be validated: …". */
  message: Type.String(),
  field: Type.Optional(Type.String()),
  hint: Type.Optional(Type.String()),
  /** Host and port that would have to be allowed first. */
  allow: Type.Optional(Type.String()),
  milliseconds: Type.Integer(),
  account: Type.Optional(Account),
})
export type TestResult = Type.Static<typeof TestResult>
