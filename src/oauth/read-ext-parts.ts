import { type Json, own } from '#shared/json.ts'
import type { ConfigReader } from './config-reader.ts'
import { nearestName } from './nearest-name.ts'
import type { AccountSource, KeptField, ProviderConfig } from './types.ts'

/** What `oauth2_ext` and `oauth1_ext` have in common. */
export type SharedExt = Pick<
  ProviderConfig,
  'successWhen' | 'keep' | 'account' | 'hostSuffix' | 'allowSessionUser' | 'scopeSeparator' | 'errorAt'
> & { untickedScopes: string[]; requiredScopes: string[] }

/** Refuses unknown keys with the nearest known one. */
export function checkExtKeys(reader: ConfigReader, at: string, known: ReadonlySet<string>): void {
  const ext = at.slice(1)
  for (const key of Object.keys(reader.object(at))) {
    if (known.has(key)) continue
    const place = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const near = nearestName(key, known)
    reader.error(place, 'unknown-key', `${ext} has no key "${key}"${near ? `; the nearest one is "${near}"` : ''}`)
  }
}

interface SharedPlaces {
  /** The usual places of an error's code and of its words. */
  code: string[]
  message: string[]
  sources?: readonly AccountSource[]
}

export function readSharedExt(
  reader: ConfigReader,
  at: string,
  { sources = ['validate', 'token'], ...errors }: SharedPlaces,
): SharedExt {
  reader.object(`${at}/error_at`)
  return {
    successWhen: reader.object(`${at}/success_when`),
    keep: readKeep(reader, at),
    account: readAccountPointers(reader, at, sources),
    hostSuffix: reader.texts(`${at}/host_suffix`),
    allowSessionUser: reader.flag(`${at}/allow_session_user`, true),
    scopeSeparator: scopeSeparator(reader, at),
    errorAt: {
      code: readPointers(reader, `${at}/error_at/code`, errors.code),
      message: readPointers(reader, `${at}/error_at/message`, errors.message),
    },
    untickedScopes: reader.texts(`${at}/unticked_scopes`),
    requiredScopes: reader.texts(`${at}/required_scopes`),
  }
}

/** Refuses keys of `fields` that nothing reads. */
export function checkFieldNames(reader: ConfigReader, at: string, names: ReadonlySet<string>): void {
  for (const key of Object.keys(reader.object(`${at}/fields`))) {
    if (names.has(key)) continue
    const near = nearestName(key, names)
    reader.error(`${at}/fields`, 'unknown-key', `"fields" has no key "${key}"${near ? `; meant: "${near}"` : ''}`)
  }
}

/** JSON Pointers, or the usual ones where none are given. */
export function readPointers(reader: ConfigReader, at: string, usual: string[]): string[] {
  const listed = reader.texts(at)
  return listed.length > 0 ? listed.map(asPointer) : usual
}

/** A space is trimmed away elsewhere, and here it is a value. */
function scopeSeparator(reader: ConfigReader, at: string): string {
  const value = own(reader.object(at), 'scope_separator')
  return typeof value === 'string' && value !== '' ? value : ' '
}

export function readKeep(reader: ConfigReader, ext: string): KeptField[] {
  return reader.items(`${ext}/keep`).flatMap((item, i) => {
    const at = `${ext}/keep/${i}`
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

function readAccountPointers(
  reader: ConfigReader,
  ext: string,
  sources: readonly AccountSource[],
): ProviderConfig['account'] {
  reader.object(`${ext}/account`)
  const pointer = (name: string) => {
    const text = reader.text(`${ext}/account/${name}`)
    return text === '' ? null : asPointer(text)
  }
  const from = reader.oneOf<AccountSource>(`${ext}/account/from`, sources, 'validate')
  return { id: pointer('id'), label: pointer('label'), from }
}

/** `team.id` and `name` are accepted for `/team/id` and `/name`. */
export function asPointer(text: Json): string {
  const path = String(text)
  return path.startsWith('/') ? path : `/${path.replaceAll('.', '/')}`
}
