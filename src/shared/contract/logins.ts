import Type from 'typebox'
import { FormBundle } from './forms.ts'
import { JsonRecord, Time } from './parts.ts'

/** `GET /api/page/providers/:id/consent?locale=`: what the consent page shows. */
export const Consent = Type.Object({
  providerId: Type.String(),
  displayName: Type.String(),
  service: Type.String(),
  title: Type.String(),
  /** Host the person signs in at. */
  host: Type.String(),
  scopes: Type.Array(
    Type.Object({ value: Type.String(), text: Type.String(), ticked: Type.Boolean(), required: Type.Boolean() }),
  ),
  /** Inputs asked before the login; null when there are none. */
  before: Type.Union([FormBundle, Type.Null()]),
  /** What can be brought from elsewhere instead: a token, or one with its secret; absent: neither. */
  paste: Type.Optional(Type.Union([Type.Literal('token'), Type.Literal('pair')])),
})
export type Consent = Type.Static<typeof Consent>

/** `POST /api/page/oauth/attempts` */
export const NewAttempt = Type.Object({
  providerId: Type.String(),
  scopes: Type.Array(Type.String()),
  inputs: JsonRecord,
  purpose: Type.Union([Type.Literal('new'), Type.Literal('reconnect')]),
  /** The login to reconnect. */
  loginId: Type.Optional(Type.String()),
  /** `page`: no window; the callback goes back to `returnPath`, a path of ours. */
  mode: Type.Union([Type.Literal('popup'), Type.Literal('page')]),
  returnPath: Type.Optional(Type.String()),
})
export type NewAttempt = Type.Static<typeof NewAttempt>

export const StartedAttempt = Type.Object({
  id: Type.String(),
  /** Works once, in this session only. */
  startUrl: Type.String(),
})
export type StartedAttempt = Type.Static<typeof StartedAttempt>

/** `GET /api/page/oauth/attempts/:id`: polled by the page; the result is here whatever happened to the window. */
export const AttemptStatus = Type.Object({
  id: Type.String(),
  status: Type.Union([
    Type.Literal('created'),
    Type.Literal('started'),
    Type.Literal('exchanging'),
    Type.Literal('granted'),
    Type.Literal('added'),
    Type.Literal('failed'),
    Type.Literal('choose_account'),
    Type.Literal('expired'),
  ]),
  providerId: Type.String(),
  /** While started: the service shows a code, and the person brings it back by hand. */
  wants: Type.Optional(Type.Literal('code')),
  error: Type.Optional(Type.Object({ code: Type.String(), detail: Type.String() })),
  /** When granted: a free label, the account signed in, the scopes given, inputs asked with the label. */
  suggestedLabel: Type.Optional(Type.String()),
  account: Type.Optional(Type.String()),
  storedAccount: Type.Optional(Type.String()),
  /** A login of the same person, provider and account that is saved already; it can be renewed instead. */
  known: Type.Optional(Type.Object({ id: Type.String(), label: Type.String() })),
  scopes: Type.Optional(Type.Array(Type.String())),
  after: Type.Optional(FormBundle),
  /** The login made or renewed. */
  resultId: Type.Optional(Type.String()),
})
export type AttemptStatus = Type.Static<typeof AttemptStatus>

/** `POST /api/page/oauth/attempts/:id/return`: what the browser could not bring back, an address or a code. */
export const PastedReturn = Type.Object({ text: Type.String({ minLength: 1, maxLength: 8_192 }) })
export type PastedReturn = Type.Static<typeof PastedReturn>

const Secret = Type.String({ minLength: 1, maxLength: 16_384 })

/** `POST /api/page/oauth/pasted`: tokens that were obtained elsewhere take the place of a sign-in. */
export const PastedTokens = Type.Object({
  ...Type.Pick(NewAttempt, ['providerId', 'scopes', 'inputs', 'purpose', 'loginId']).properties,
  token: Secret,
  /** OAuth 1: what signs beside the token. */
  tokenSecret: Type.Optional(Secret),
  refreshToken: Type.Optional(Secret),
  /** Until when the token works; absent: unknown. */
  expiresAt: Type.Optional(Time),
})
export type PastedTokens = Type.Static<typeof PastedTokens>

/** `POST /api/page/logins`: runs the validate request, then saves. `loginId`: the `known` login gets the tokens instead. */
export const NewLogin = Type.Object({
  attemptId: Type.String(),
  label: Type.String(),
  inputs: JsonRecord,
  loginId: Type.Optional(Type.String()),
})
export type NewLogin = Type.Static<typeof NewLogin>

/** `POST /api/page/providers/load`: a load file as text. All of it is loaded, or nothing. */
export const ProviderLoad = Type.Object({
  text: Type.String(),
  fileName: Type.String({ minLength: 1, maxLength: 200 }),
  /** Only says what would happen. New hosts are named in the lines and refuse nothing. */
  dryRun: Type.Boolean(),
  acceptHostChange: Type.Boolean(),
})
export type ProviderLoad = Type.Static<typeof ProviderLoad>

/** What loading does, or would do, to one provider. Holds no value of the file. */
export const LoadLine = Type.Object({
  connector: Type.String(),
  displayName: Type.String(),
  outcome: Type.Union([
    Type.Literal('created'),
    Type.Literal('updated'),
    Type.Literal('unchanged'),
    Type.Literal('skipped'),
  ]),
  /** Of an update: keys with another value, `config.json`, and hosts as `+host` and `-host`. */
  changes: Type.Array(Type.String()),
})
export type LoadLine = Type.Static<typeof LoadLine>

export const ProviderLoaded = Type.Object({ lines: Type.Array(LoadLine), warnings: Type.Array(Type.String()) })
export type ProviderLoaded = Type.Static<typeof ProviderLoaded>

export const TemplateQuery = Type.Object({ connector: Type.String({ minLength: 1, maxLength: 200 }) })

/** `GET /api/page/providers/template?connector=`: a load file to fill in. */
export const ProviderTemplate = Type.Object({ text: Type.String() })
export type ProviderTemplate = Type.Static<typeof ProviderTemplate>

/** `POST /api/page/providers/:id/hosts`: exactly those that wait (see `ProviderHealth`). */
export const HostApproval = Type.Object({
  hosts: Type.Array(Type.String({ maxLength: 300 }), { minItems: 1, maxItems: 50 }),
})

/** `GET /api/page/providers`: what is loaded, and the redirect URI to register at each service. */
export const ProviderList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      connector: Type.String(),
      displayName: Type.String(),
      title: Type.String(),
      redirectUri: Type.String(),
      hosts: Type.Array(Type.String()),
      /** Permissions offered, in words. */
      scopes: Type.Array(Type.Object({ text: Type.String(), ticked: Type.Boolean(), required: Type.Boolean() })),
      logins: Type.Integer(),
      updatedAt: Type.String(),
    }),
  ),
})
export type ProviderList = Type.Static<typeof ProviderList>
