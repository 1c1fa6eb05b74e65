import Type from 'typebox'
import { Time } from './parts.ts'

/** What a key may do (security.md §6.3). */
export const KeyScope = Type.Union([
  Type.Literal('act-as-user'),
  Type.Literal('connections:read'),
  Type.Literal('connections:write'),
  Type.Literal('credentials:read'),
  Type.Literal('deploy'),
  Type.Literal('sessions:create'),
  Type.Literal('uses:write'),
  Type.Literal('webhooks:write'),
])

export const ApiKey = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** First characters, to tell keys apart: `fck_abcdef…`. */
  start: Type.String(),
  scopes: Type.Array(Type.String()),
  /** Absent: 2,000. */
  readsPerSecond: Type.Optional(Type.Integer()),
  createdAt: Type.String(),
  expiresAt: Type.Union([Time, Type.Null()]),
  lastUsedAt: Type.Union([Time, Type.Null()]),
})
export type ApiKey = Type.Static<typeof ApiKey>

/** `GET /api/page/keys` */
export const ApiKeyList = Type.Object({ items: Type.Array(ApiKey) })
export type ApiKeyList = Type.Static<typeof ApiKeyList>

/** `POST /api/page/keys`. Days until the key ends; null: never. */
export const NewApiKey = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  expiresInDays: Type.Union([Type.Integer({ minimum: 1, maximum: 3650 }), Type.Null()]),
  /** How many credentials a second it may read; absent: 2,000. */
  readsPerSecond: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  /** Absent: `credentials:read` and `uses:write`. */
  scopes: Type.Optional(Type.Array(KeyScope, { minItems: 1, uniqueItems: true })),
})
export type NewApiKey = Type.Static<typeof NewApiKey>

/** `POST /api/page/keys/:id/rotate`: a new key of the same name, scopes and life; the old one goes on for this long. */
export const KeyRotation = Type.Object({ overlapHours: Type.Integer({ minimum: 0, maximum: 720 }) })
export type KeyRotation = Type.Static<typeof KeyRotation>

/** The only answer that ever holds the key itself. */
export const CreatedApiKey = Type.Object({ key: Type.String(), apiKey: ApiKey })
export type CreatedApiKey = Type.Static<typeof CreatedApiKey>
