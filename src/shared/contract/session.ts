import Type from 'typebox'

/** `GET /api/page/session`: who is here, and where. Sets the session cookie when there is none. */
export const Session = Type.Object({
  user: Type.Object({ id: Type.String(), name: Type.String(), admin: Type.Boolean() }),
  mode: Type.Union([Type.Literal('single'), Type.Literal('team')]),
  /** False: whoever stands in front decides who is here, so there is nothing to sign out of. */
  signsOut: Type.Boolean(),
  /** There is no administrator yet, and a code that the server printed makes one. */
  wantsAdmin: Type.Boolean(),
  /** The one address this instance is reached at; a page opened elsewhere on loopback is sent there. */
  publicUrl: Type.String(),
  version: Type.String(),
  environment: Type.String(),
  runnerLevel: Type.String(),
})
export type Session = Type.Static<typeof Session>

/** `GET /api/page/sessions`: where one is signed in. */
export const SessionList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      /** What the browser calls itself. */
      browser: Type.String(),
      startedAt: Type.String(),
      lastSeenAt: Type.String(),
      /** The one that asks. */
      current: Type.Boolean(),
    }),
  ),
})
export type SessionList = Type.Static<typeof SessionList>

/** `POST /api/page/session/end` */
export const SignOut = Type.Object({ everywhere: Type.Boolean() })
export type SignOut = Type.Static<typeof SignOut>

/** `POST /api/page/session/first-admin` */
export const FirstAdminCode = Type.Object({ code: Type.String({ minLength: 1, maxLength: 100 }) })
export type FirstAdminCode = Type.Static<typeof FirstAdminCode>
