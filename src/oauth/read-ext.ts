import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { ConfigReader } from './config-reader.ts'
import { EXT_KEYS, LATER_EXT_KEYS } from './ext-keys.ts'
import { nearestName } from './nearest-name.ts'
import type { CallbackParam, KeptField, ProviderConfig, TokenFields } from './types.ts'

/** Where the object stands in config.json. */
export const EXT_POINTER = '/oauth2_ext'
const EXT = EXT_POINTER
const DEFAULT_PATTERN = '^[\\w.:/@-]{1,200}$'

/** What `oauth2_ext` settles by itself; the rest of it is templates and is read with the requests. */
export type ExtSettings = Pick<
  ProviderConfig,
  | 'clientAuth'
  | 'pkce'
  | 'stateParam'
  | 'codeParam'
  | 'callbackParams'
  | 'dropEmpty'
  | 'rawParams'
  | 'issuer'
  | 'fields'
  | 'errorAt'
  | 'successWhen'
  | 'keep'
  | 'expiresInUnit'
  | 'defaultExpiresIn'
  | 'keepRefreshToken'
  | 'refreshEarlySeconds'
  | 'refreshGraceSeconds'
  | 'account'
  | 'hostSuffix'
  | 'allowSessionUser'
  | 'scopeSeparator'
  | 'strict'
> & { untickedScopes: string[]; requiredScopes: string[]; refreshes: boolean }

/** Reads `oauth2_ext`; unknown keys are errors with the nearest known one. */
export function readExt(reader: ConfigReader): ExtSettings {
  const ext = reader.object(EXT)
  checkKeys(reader, ext)
  return {
    clientAuth: reader.oneOf(`${EXT}/client_auth`, ['post', 'basic', 'basic_raw', 'none'], 'post'),
    pkce: reader.oneOf(`${EXT}/pkce`, ['S256', 'off'], 'S256') === 'S256',
    stateParam: reader.text(`${EXT}/state_param`) || 'state',
    codeParam: reader.text(`${EXT}/code_param`) || 'code',
    callbackParams: readCallbackParams(reader),
    dropEmpty: reader.flag(`${EXT}/drop_empty`, true),
    rawParams: reader.texts(`${EXT}/raw_params`),
    issuer: reader.text(`${EXT}/issuer`) || null,
    fields: readFields(reader),
    errorAt: readErrorAt(reader),
    successWhen: reader.object(`${EXT}/success_when`),
    keep: readKeep(reader),
    expiresInUnit: reader.oneOf(`${EXT}/expires_in_unit`, ['s', 'ms'], 's'),
    defaultExpiresIn: reader.number(`${EXT}/default_expires_in`),
    keepRefreshToken: reader.oneOf(`${EXT}/keep_refresh_token`, ['auto', 'always'], 'auto') === 'always',
    refreshEarlySeconds: reader.number(`${EXT}/refresh_early_seconds`),
    refreshGraceSeconds: reader.number(`${EXT}/refresh_grace_seconds`) ?? 0,
    account: readAccountPointers(reader),
    hostSuffix: reader.texts(`${EXT}/host_suffix`),
    allowSessionUser: reader.flag(`${EXT}/allow_session_user`, true),
    scopeSeparator: scopeSeparator(ext),
    strict: reader.flag(`${EXT}/strict`, false),
    untickedScopes: reader.texts(`${EXT}/unticked_scopes`),
    requiredScopes: reader.texts(`${EXT}/required_scopes`),
    refreshes: reader.oneOf(`${EXT}/refresh`, ['auto', 'none'], 'auto') === 'auto',
  }
}

function checkKeys(reader: ConfigReader, ext: JsonObject): void {
  for (const key of Object.keys(ext)) {
    if (EXT_KEYS.has(key)) continue
    const place = `${EXT}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (LATER_EXT_KEYS.has(key)) {
      reader.error(place, 'not-available', `"${key}" of oauth2_ext is not available yet`)
      continue
    }
    const near = nearestName(key, [...EXT_KEYS, ...LATER_EXT_KEYS])
    reader.error(place, 'unknown-key', `oauth2_ext has no key "${key}"${near ? `; the nearest one is "${near}"` : ''}`)
  }
  const grant = own(ext, 'grant') ?? 'authorization_code'
  if (grant !== 'authorization_code') {
    reader.error(`${EXT}/grant`, 'not-available', 'only the grant "authorization_code" is available yet')
  }
}

/** A space is trimmed away elsewhere, and here it is a value. */
function scopeSeparator(ext: JsonObject): string {
  const value = own(ext, 'scope_separator')
  return typeof value === 'string' && value !== '' ? value : ' '
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

function readKeep(reader: ConfigReader): KeptField[] {
  return reader.items(`${EXT}/keep`).flatMap((item, i) => {
    const at = `${EXT}/keep/${i}`
    if (typeof item === 'string') return [{ at: asPointer(item), as: item.replace(/^\//, ''), hostSuffix: [] }]
    const pointer = reader.text(`${at}/at`)
    if (pointer === '') {
      reader.error(at, 'type-mismatch', 'an entry of "keep" is a name, or an object with "at"')
      return []
    }
    const as = reader.text(`${at}/as`) || (pointer.split('/').at(-1) ?? pointer)
    return [{ at: asPointer(pointer), as, hostSuffix: reader.texts(`${at}/host_suffix`) }]
  })
}

function readFields(reader: ConfigReader): TokenFields {
  const known = Object.keys(reader.object(`${EXT}/fields`))
  for (const key of known) {
    if (!FIELD_NAMES.has(key)) {
      const near = nearestName(key, FIELD_NAMES)
      reader.error(`${EXT}/fields`, 'unknown-key', `"fields" has no key "${key}"${near ? `; meant: "${near}"` : ''}`)
    }
  }
  const at = (name: string, more: string[] = []) => {
    const listed = reader.texts(`${EXT}/fields/${name}`)
    return listed.length > 0 ? listed.map(asPointer) : [`/${name}`, ...more]
  }
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

const FIELD_NAMES: ReadonlySet<string> = new Set([
  'access_token',
  'refresh_token',
  'expires_in',
  'expires_at',
  'token_type',
  'scope',
  'id_token',
])

function readErrorAt(reader: ConfigReader): ProviderConfig['errorAt'] {
  const at = (name: string, fallback: string) => {
    const listed = reader.texts(`${EXT}/error_at/${name}`)
    return listed.length > 0 ? listed.map(asPointer) : [fallback]
  }
  reader.object(`${EXT}/error_at`)
  return { code: at('code', '/error'), message: at('message', '/error_description') }
}

function readAccountPointers(reader: ConfigReader): ProviderConfig['account'] {
  reader.object(`${EXT}/account`)
  const pointer = (name: string) => {
    const text = reader.text(`${EXT}/account/${name}`)
    return text === '' ? null : asPointer(text)
  }
  const from = reader.oneOf(`${EXT}/account/from`, ['validate', 'token'], 'validate')
  return { id: pointer('id'), label: pointer('label'), from }
}

/** `team.id` and `name` are accepted for `/team/id` and `/name`. */
function asPointer(text: Json): string {
  const path = String(text)
  return path.startsWith('/') ? path : `/${path.replaceAll('.', '/')}`
}
