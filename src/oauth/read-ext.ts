import { isObject } from '#shared/json.ts'
import type { ConfigReader } from './config-reader.ts'
import { EXT_KEYS } from './ext-keys.ts'
import { checkExtKeys, checkFieldNames, readPointers, readSharedExt, type SharedExt } from './read-ext-parts.ts'
import type { CallbackParam, GrantType, Limits, OAuth2Config, TokenFields } from './types.ts'

/** Where the object stands in config.json. */
export const EXT_POINTER = '/oauth2_ext'
const EXT = EXT_POINTER
const CLIENT_AUTHS = ['post', 'basic', 'basic_raw', 'none', 'private_key_jwt', 'client_secret_jwt'] as const
const DEFAULT_PATTERN = '^[\\w.:/@-]{1,200}$'

/** What `oauth2_ext` settles by itself; the rest of it is templates and is read with the requests. */
export type ExtSettings = SharedExt &
  Pick<
    OAuth2Config,
    | 'grant'
    | 'clientAuth'
    | 'clientCertificate'
    | 'dpop'
    | 'pkce'
    | 'stateParam'
    | 'codeParam'
    | 'callbackParams'
    | 'dropEmpty'
    | 'rawParams'
    | 'discovery'
    | 'fields'
    | 'expiresInUnit'
    | 'defaultExpiresIn'
    | 'keepRefreshToken'
    | 'refreshEarlySeconds'
    | 'refreshGraceSeconds'
    | 'refreshIdleDays'
    | 'refreshMaxDays'
    | 'refreshWith'
    | 'refreshExtends'
    | 'resourceOnRefresh'
    | 'limits'
    | 'strict'
  > & { refreshes: boolean; secretInQuery: boolean }

/** Reads `oauth2_ext`; unknown keys are errors with the nearest known one. */
export function readExt(reader: ConfigReader): ExtSettings {
  checkExtKeys(reader, EXT, EXT_KEYS)
  return {
    ...readSharedExt(reader, EXT, {
      code: ['/error'],
      message: ['/error_description'],
      sources: ['validate', 'userinfo', 'id_token', 'token'],
    }),
    grant: readGrant(reader),
    clientAuth: reader.oneOf(`${EXT}/client_auth`, CLIENT_AUTHS, 'post'),
    clientCertificate: reader.oneOf(`${EXT}/client_certificate`, ['none', 'required'], 'none') === 'required',
    dpop: reader.oneOf(`${EXT}/dpop`, ['off', 'on'], 'off') === 'on',
    pkce: reader.oneOf(`${EXT}/pkce`, ['S256', 'off'], 'S256') === 'S256',
    stateParam: reader.text(`${EXT}/state_param`) || 'state',
    codeParam: reader.text(`${EXT}/code_param`) || 'code',
    callbackParams: readCallbackParams(reader),
    dropEmpty: reader.flag(`${EXT}/drop_empty`, true),
    rawParams: reader.texts(`${EXT}/raw_params`),
    discovery: reader.flag(`${EXT}/discovery`, false),
    fields: readFields(reader, EXT),
    expiresInUnit: reader.oneOf(`${EXT}/expires_in_unit`, ['s', 'ms'], 's'),
    defaultExpiresIn: reader.number(`${EXT}/default_expires_in`),
    keepRefreshToken: reader.oneOf(`${EXT}/keep_refresh_token`, ['auto', 'always'], 'auto') === 'always',
    refreshEarlySeconds: reader.number(`${EXT}/refresh_early_seconds`),
    refreshGraceSeconds: reader.number(`${EXT}/refresh_grace_seconds`) ?? 0,
    refreshIdleDays: reader.number(`${EXT}/refresh_idle_days`),
    refreshMaxDays: readMaxDays(reader),
    refreshWith: reader.oneOf(`${EXT}/refresh_with`, ['refresh_token', 'access_token', 'client'], 'refresh_token'),
    refreshExtends: reader.flag(`${EXT}/refresh_extends`, false),
    resourceOnRefresh: reader.flag(`${EXT}/resource_on_refresh`, true),
    limits: readLimits(reader, EXT),
    strict: reader.flag(`${EXT}/strict`, false),
    refreshes: reader.oneOf(`${EXT}/refresh`, ['auto', 'none'], 'auto') === 'auto',
    secretInQuery: readAllow(reader).has('secret_in_query'),
  }
}

/** Named exceptions from what is right; whoever loads the provider is told of each. */
function readAllow(reader: ConfigReader): ReadonlySet<string> {
  const at = `${EXT}/allow`
  const allowed = new Set(reader.texts(at))
  for (const name of allowed) {
    if (name !== 'secret_in_query')
      reader.error(at, 'unknown-key', `"allow" knows no "${name}", only "secret_in_query"`)
    else reader.warn(at, 'weak-server', 'the client secret may stand in addresses, and servers write those into logs')
  }
  return allowed
}

function readMaxDays(reader: ConfigReader): number | null {
  const days = reader.number(`${EXT}/refresh_max_days`)
  if (days !== null && days < 1) {
    reader.error(`${EXT}/refresh_max_days`, 'type-mismatch', '"refresh_max_days" is at least 1')
  }
  return days
}

const LIMITS: ReadonlySet<string> = new Set(['concurrent', 'per_minute', 'per_10_minutes'])

/** How often a host may be asked, as `limits` of the object at `ext` says. */
export function readLimits(reader: ConfigReader, ext: string): Limits {
  const at = `${ext}/limits`
  for (const key of Object.keys(reader.object(at))) {
    if (!LIMITS.has(key)) reader.error(at, 'unknown-key', `"limits" has no key "${key}"`)
  }
  const most = (name: string) => {
    const value = reader.number(`${at}/${name}`)
    if (value !== null && value < 1)
      reader.error(`${at}/${name}`, 'type-mismatch', `"${name}" of "limits" is at least 1`)
    return value === null ? null : Math.floor(value)
  }
  return { concurrent: most('concurrent') ?? 4, perMinute: most('per_minute'), per10Minutes: most('per_10_minutes') }
}

function readGrant(reader: ConfigReader): GrantType {
  const grants = ['authorization_code', 'client_credentials', 'device_code'] as const
  return reader.oneOf<GrantType>(`${EXT}/grant`, grants, 'authorization_code')
}

function readCallbackParams(reader: ConfigReader): CallbackParam[] {
  return reader.items(`${EXT}/callback_params`).flatMap((item, i) => {
    const at = `${EXT}/callback_params/${i}`
    const name = typeof item === 'string' ? item : reader.text(`${at}/name`)
    const pattern = (isObject(item) && reader.text(`${at}/pattern`)) || DEFAULT_PATTERN
    if (name === '' || !isPattern(pattern)) {
      reader.error(at, 'type-mismatch', 'a callback parameter has a name, and its pattern is a regular expression')
      return []
    }
    return [
      {
        name,
        required: isObject(item) && reader.flag(`${at}/required`, false),
        pattern,
        hostSuffix: isObject(item) ? reader.texts(`${at}/host_suffix`) : [],
      },
    ]
  })
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

const FIELD_NAMES: ReadonlySet<string> = new Set([
  'access_token',
  'refresh_token',
  'expires_in',
  'expires_at',
  'token_type',
  'scope',
  'id_token',
])

/** Where an answer holds its parts, as `fields` of the object at `ext` says. */
export function readFields(reader: ConfigReader, ext: string): TokenFields {
  checkFieldNames(reader, ext, FIELD_NAMES)
  const at = (name: string, more: string[] = []) => readPointers(reader, `${ext}/fields/${name}`, [`/${name}`, ...more])
  return {
    accessToken: at('access_token'),
    refreshToken: at('refresh_token'),
    expiresIn: at('expires_in'),
    expiresAt: at('expires_at', ['/expires']),
    tokenType: at('token_type'),
    scope: at('scope'),
    idToken: at('id_token'),
  }
}
