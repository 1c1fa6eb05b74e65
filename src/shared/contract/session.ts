import Type from 'typebox'

/** `GET /api/page/session`: who is here, and where. Sets the session cookie when there is none. */
export const Session = Type.Object({
  user: Type.Object({ id: Type.String(), name: Type.String(), admin: Type.Boolean() }),
  mode: Type.Literal('single'),
  /** The one address this instance is reached at; a page opened elsewhere on loopback is sent there. */
  publicUrl: Type.String(),
  version: Type.String(),
  environment: Type.String(),
  runnerLevel: Type.String(),
})
export type Session = Type.Static<typeof Session>
