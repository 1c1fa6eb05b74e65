import Type from 'typebox'
import { Time } from './parts.ts'

const Mode = Type.Union([Type.Literal('pick'), Type.Literal('add')])

/** `POST /api/v1/connect-sessions` (security.md §6.5). */
export const NewConnectSession = Type.Object(
  {
    /** The host's own id of its logged-in user, from its own session: only the same id can claim. */
    endUser: Type.String({ minLength: 1, maxLength: 200 }),
    /** Where the host's page lives: a registered origin. */
    origin: Type.String({ maxLength: 300 }),
    /** Services, connection types or OAuth configs that may be added; absent: all. */
    connectors: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 100 })),
    /** `pick`: the user's own entries are shown and one may be chosen. Default `add`: only a new one is made. */
    mode: Type.Optional(Mode),
    /** Where a browser without the host's window goes on: an address of `origin`. The code comes as `flow_code`. */
    returnUrl: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
)
export type NewConnectSession = Type.Static<typeof NewConnectSession>

export const StartedConnectSession = Type.Object({
  id: Type.String(),
  /** One use. Belongs into the fragment of `url` and nowhere else. */
  token: Type.String(),
  url: Type.String(),
  expiresAt: Time,
})
export type StartedConnectSession = Type.Static<typeof StartedConnectSession>

/** `POST /api/v1/connect-sessions/claim`. */
export const ConnectClaim = Type.Object(
  {
    /** What the window gave to the host's page. */
    code: Type.String({ maxLength: 200 }),
    /** The user of the host's own session that the code came in with. */
    endUser: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)
export type ConnectClaim = Type.Static<typeof ConnectClaim>

export const ClaimedConnect = Type.Object({
  sessionId: Type.String(),
  account: Type.Object({
    id: Type.String(),
    kind: Type.Union([Type.Literal('connection'), Type.Literal('login')]),
    service: Type.String(),
    type: Type.String(),
    label: Type.String(),
  }),
})
export type ClaimedConnect = Type.Static<typeof ClaimedConnect>

/** `POST /api/page/connect/open`: trades the token for a cookie that is good for this one session. */
export const ConnectOpening = Type.Object({ token: Type.String({ maxLength: 200 }) })
export type ConnectOpening = Type.Static<typeof ConnectOpening>

/** What the window shows. Also `GET /api/page/connect/session`. */
export const ConnectView = Type.Object({
  id: Type.String(),
  mode: Mode,
  connectors: Type.Union([Type.Array(Type.String()), Type.Null()]),
  /** The page that asked, in words for the person. */
  origin: Type.String(),
  /** With `pick`: what the host's user has already. */
  own: Type.Array(
    Type.Object({
      id: Type.String(),
      service: Type.String(),
      type: Type.String(),
      label: Type.String(),
      state: Type.String(),
    }),
  ),
})
export type ConnectView = Type.Static<typeof ConnectView>

/** `POST /api/page/connect/complete`: the entry made in this session, or with `pick` one of the user's own. */
export const ConnectCompletion = Type.Object({ accountId: Type.String({ maxLength: 60 }) })
export type ConnectCompletion = Type.Static<typeof ConnectCompletion>

export const CompletedConnect = Type.Object({
  /** Told to this origin only. */
  origin: Type.String(),
  code: Type.String(),
  /** Where to go without the host's window, the code included. */
  returnUrl: Type.Optional(Type.String()),
})
export type CompletedConnect = Type.Static<typeof CompletedConnect>
