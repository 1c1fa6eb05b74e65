import type { Json, JsonObject } from '#shared/json.ts'

/** A text with places to fill in: literal parts and names, in order (flow-format.md §7). */
export type Template = readonly (string | { readonly name: string })[]

/** Values for the names of a template. Numbers and booleans keep their type in a JSON body. */
export type Values = Readonly<Record<string, string | number | boolean>>

/** One parameter or header. `null` removes what the engine would add; several values repeat the name. */
export interface Param {
  readonly name: string
  readonly values: readonly Template[] | null
}

export type BodyFormat = 'form' | 'json' | 'query'
export type GrantType = 'authorization_code' | 'client_credentials' | 'device_code'
export type ClientAuth = 'post' | 'basic' | 'basic_raw' | 'none' | 'private_key_jwt' | 'client_secret_jwt'
type RefreshWith = 'refresh_token' | 'access_token' | 'client'
export type AssertionAlg = 'RS256' | 'PS256' | 'ES256' | 'HS256'

/** One request as the config describes it, before anything is filled in. */
export interface RequestTemplate {
  readonly url: Template
  readonly method: string
  readonly format: BodyFormat
  readonly headers: readonly Param[]
  readonly query: readonly Param[]
  readonly data: readonly Param[]
}

export interface Scope {
  readonly value: string
  readonly text: string
  readonly ticked: boolean
  readonly required: boolean
}

/** An input asked of the user: the form field, and when it is asked (flow-format.md §6.4). */
export interface InputField {
  readonly name: string
  readonly schema: JsonObject
}

export interface CallbackParam {
  readonly name: string
  readonly required: boolean
  readonly pattern: string
  readonly hostSuffix: readonly string[]
}

export interface KeptField {
  readonly at: string
  readonly as: string
  readonly hostSuffix: readonly string[]
}

/** JSON Pointers into the token answer; the first hit wins. */
export interface TokenFields {
  readonly accessToken: readonly string[]
  readonly refreshToken: readonly string[]
  readonly expiresIn: readonly string[]
  readonly expiresAt: readonly string[]
  readonly tokenType: readonly string[]
  readonly scope: readonly string[]
  readonly idToken: readonly string[]
}

/** How often a token host may be asked to renew (oauth.md §5, `limits`). */
export interface Limits {
  readonly concurrent: number
  readonly perMinute: number | null
  readonly per10Minutes: number | null
}

/** How calls of the service's own API carry the token (oauth.md §5, `api_auth` and `api_headers`). */
export interface ApiSettings {
  /** Null: OAuth 1, where such calls are signed. */
  readonly auth: { readonly in: 'header' | 'query'; readonly name: string; readonly value: Template } | null
  readonly headers: readonly Param[]
}

/** The callback is signed with a key that only the server and we know (oauth.md §5, `callback_hmac`). */
export interface CallbackHmac {
  readonly param: string
  readonly algorithm: 'sha1' | 'sha256' | 'sha512'
  readonly key: Template
  readonly encoding: 'hex' | 'base64' | 'base64url'
}

/** The answer that says whose account it is. */
export type AccountSource = 'validate' | 'userinfo' | 'id_token' | 'token'

/** `always`: after every renewal, too. */
export type StepTime = 'connect' | 'always'

/** The request that turns the first token into the one to keep (oauth.md §5, `exchange`). */
export interface ExchangeStep {
  readonly when: StepTime
  readonly request: RequestTemplate
  /** Null: the request does not prove the client by itself. */
  readonly clientAuth: ClientAuth | null
  readonly fields: TokenFields
  readonly keep: readonly KeptField[]
  /** `keep`: a refused exchange leaves the first token in use. */
  readonly onFailure: 'fail' | 'keep'
}

/** A further token beside the main one (oauth.md §5, `also`). */
export interface AlsoStep {
  readonly name: string
  readonly when: StepTime
  /** Null: the token stands in the main answer. */
  readonly request: RequestTemplate | null
  readonly clientAuth: ClientAuth | null
  /** Its refresh token is the one at `refresh_token_at`, never the main one. */
  readonly fields: TokenFields
  /** Without it there is no login. */
  readonly required: boolean
}

/** What the configs of both protocols have. */
interface CommonConfig {
  readonly format: 1
  readonly connector: string
  readonly displayName: string
  readonly title: string
  readonly clientId: string
  readonly redirectUri: string
  /** Plain http is allowed to loopback: environment `local` only. */
  readonly loopbackHttp: boolean
  /** The login page. */
  readonly authUrl: Template
  readonly authQuery: readonly Param[]
  readonly validate: RequestTemplate | null
  /** The request after a login that says more about it. */
  readonly userinfo: (RequestTemplate & { readonly keep: readonly KeptField[] }) | null
  readonly api: ApiSettings
  readonly scopes: readonly Scope[]
  readonly scopeSeparator: string
  readonly before: readonly InputField[]
  readonly after: readonly InputField[]
  /** What the load file, the params and the deployment fill in. */
  readonly values: Readonly<Record<string, string>>
  readonly errorAt: { readonly code: readonly string[]; readonly message: readonly string[] }
  readonly successWhen: Readonly<Record<string, Json>>
  readonly keep: readonly KeptField[]
  readonly account: { readonly id: string | null; readonly label: string | null; readonly from: AccountSource }
  readonly hostSuffix: readonly string[]
  readonly allowSessionUser: boolean
  /** Certificates to trust besides the usual ones (load key `CA`), PEM. */
  readonly ca: string | null
}

/** A config with `oauth_type` OAuth2 (flow-format.md §6). */
export interface OAuth2Config extends CommonConfig {
  readonly protocol: 'oauth2'
  /** Only `authorization_code` has a login page that the browser is sent to. */
  readonly grant: GrantType
  readonly rawParams: readonly string[]
  /** The route behind a `#` that takes the query of the login page. */
  readonly authFragment: Template | null
  readonly token: RequestTemplate
  readonly refresh: RequestTemplate | null
  /** Rows from before the key came have no `clientAuth`: the config's own. */
  readonly revoke:
    | (RequestTemplate & { readonly tokens: 'refresh' | 'access' | 'both'; readonly clientAuth?: ClientAuth })
    | null
  /** Where the parameters of the login page go, so that the browser does not carry them. */
  readonly par: RequestTemplate | null
  /** Where a code for another device is asked for. */
  readonly device: RequestTemplate | null
  readonly introspect: { readonly request: RequestTemplate; readonly clientAuth: ClientAuth } | null
  readonly exchange: ExchangeStep | null
  readonly also: readonly AlsoStep[]
  readonly clientAuth: ClientAuth
  /** Connections show the certificate of the load file. */
  readonly clientCertificate: boolean
  /** Tokens are bound to a key of their login (RFC 9449). */
  readonly dpop: boolean
  readonly basic: { readonly user: Template; readonly password: Template }
  readonly assertion: {
    readonly alg: AssertionAlg
    /** Null: the issuer, or the token URL where none is known. */
    readonly aud: Template | null
    readonly iss: Template
    readonly sub: Template
    readonly kid: Template
    readonly seconds: number
  }
  readonly pkce: boolean
  readonly noState: boolean
  readonly stateParam: string
  readonly codeParam: string
  readonly callbackParams: readonly CallbackParam[]
  readonly callbackHmac: CallbackHmac | null
  readonly dropEmpty: boolean
  readonly issuer: string | null
  /** Addresses that the config leaves out are asked of the issuer. */
  readonly discovery: boolean
  /** The server promised to name its issuer in every callback. */
  readonly issRequired: boolean
  readonly fields: TokenFields
  readonly expiresInUnit: 's' | 'ms'
  readonly defaultExpiresIn: number | null
  readonly keepRefreshToken: boolean
  readonly refreshEarlySeconds: number | null
  readonly refreshGraceSeconds: number
  /** What a refresh presents. */
  readonly refreshWith: RefreshWith
  /** A refresh answers without a token: the old one lives on. */
  readonly refreshExtends: boolean
  /** What the tokens are for (RFC 8707). */
  readonly resource: readonly Template[]
  readonly resourceOnRefresh: boolean
  /** Days after which an unused grant is renewed although its token still lives. */
  readonly refreshIdleDays: number | null
  /** Days after which a sign-in ends, however often it was renewed. */
  readonly refreshMaxDays: number | null
  readonly limits: Limits
  readonly strict: boolean
}

export type SignatureMethod = 'HMAC-SHA1' | 'HMAC-SHA256' | 'HMAC-SHA512' | 'RSA-SHA1' | 'PLAINTEXT'

/** A config with `oauth_type` OAuth1 (flow-format.md §9). */
export interface OAuth1Config extends CommonConfig {
  readonly protocol: 'oauth1'
  /** The request for the temporary token. */
  readonly temporary: RequestTemplate
  /** The request that turns the temporary token into the one to keep. */
  readonly access: RequestTemplate
  readonly revoke: RequestTemplate | null
  /** Null: as often as people sign in. */
  readonly limits: Limits | null
  readonly signing: SigningSettings
  /** `authorize`: the callback goes along to the login page instead. */
  readonly callbackIn: 'request' | 'authorize'
  /** The server shows the verifier as a code, and the person types it here (`oob`). */
  readonly byHand: boolean
  readonly noVerifier: boolean
  readonly noCallbackConfirmed: boolean
  /** JSON Pointers into both token answers; the first hit wins. */
  readonly fields: {
    readonly token: readonly string[]
    readonly secret: readonly string[]
    readonly confirmed: readonly string[]
    readonly expiresIn: readonly string[]
  }
  /** OAuth 1 has none of the three. */
  readonly refresh: null
  readonly noState: false
  readonly issuer: null
}

export interface SigningSettings {
  readonly method: SignatureMethod
  /** Where the signature and its parameters travel. */
  readonly sendIn: 'header' | 'query' | 'body'
  /** Part of the header, never signed. */
  readonly realm: string | null
  readonly sendVersion: boolean
}

/** One config.json with one entry of the load file, read and checked. Frozen plain JSON; holds no secret. */
export type ProviderConfig = OAuth2Config | OAuth1Config
