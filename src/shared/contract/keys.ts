import Type from 'typebox'
import { Time } from './parts.ts'

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
})
export type NewApiKey = Type.Static<typeof NewApiKey>

/** The only answer that ever holds the key itself. */
export const CreatedApiKey = Type.Object({ key: Type.String(), apiKey: ApiKey })
export type CreatedApiKey = Type.Static<typeof CreatedApiKey>
