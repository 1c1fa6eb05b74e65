import { isObject, own } from '#shared/json.ts'
import { type LoadContext, readUrl } from './load-urls.ts'
import { EXT_POINTER } from './read-ext.ts'
import type { OAuth2Config, RequestTemplate } from './types.ts'

const AT = `${EXT_POINTER}/par`

/** Where the parameters of the login page are pushed to (RFC 9126): `on` leaves the address to `discovery`. */
export function readPar(
  context: LoadContext,
  { discovery, grant }: Pick<OAuth2Config, 'discovery' | 'grant'>,
): RequestTemplate | null {
  const { reader } = context
  const given = own(reader.object(EXT_POINTER), 'par') ?? 'off'
  if (given === 'off') return null
  if (given !== 'on' && !isObject(given)) {
    reader.error(AT, 'type-mismatch', '"par" is off, on, or an object with its "url"')
    return null
  }
  for (const key of isObject(given) ? Object.keys(given) : []) {
    if (key !== 'url') reader.error(AT, 'unknown-key', `"par" has no key "${key}"; meant: "url"`)
  }
  if (grant !== 'authorization_code') {
    reader.error(AT, 'misplaced-name', `"par" is about the login page, and the grant "${grant}" has none`)
  }
  const url = isObject(given) ? readUrl(context, { pointer: `${AT}/url`, stage: 'auth' }) : null
  if (!url && !discovery) reader.error(AT, 'missing-field', '"par" needs its url, or "discovery" to ask for it')
  return { url: url ?? [], method: 'POST', format: 'form', headers: [], query: [], data: [] }
}
