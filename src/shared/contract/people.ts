import Type from 'typebox'
import { Time } from './parts.ts'

const Role = Type.Union([Type.Literal('admin'), Type.Literal('member')])

export const PersonView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: Role,
  /** Shut out: they cannot sign in, and their keys are gone. */
  disabled: Type.Boolean(),
  createdAt: Type.String(),
  lastSeenAt: Type.Union([Time, Type.Null()]),
})
export type PersonView = Type.Static<typeof PersonView>

/** `GET /api/page/people` */
export const People = Type.Object({ items: Type.Array(PersonView) })
export type People = Type.Static<typeof People>

/** `PATCH /api/page/people/:id`: what is absent stays as it is. */
export const PersonChange = Type.Object({ role: Type.Optional(Role), disabled: Type.Optional(Type.Boolean()) })
export type PersonChange = Type.Static<typeof PersonChange>
