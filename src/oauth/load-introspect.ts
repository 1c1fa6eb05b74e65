import { own } from '#shared/json.ts'
import { type LoadContext, readUrl } from './load-urls.ts'
import { nearestName } from './nearest-name.ts'
import { EXT_POINTER } from './read-ext.ts'
import { readParams } from './read-params.ts'
import type { ClientAuth, OAuth2Config } from './types.ts'

const AT = `${EXT_POINTER}/introspect`
const KEYS: ReadonlySet<string> = new Set(['url', 'data', 'client_auth'])

/** Where a server says whether a token still holds (RFC 7662); null without one. */
export function readIntrospect(
  context: LoadContext,
  { clientAuth, discovery }: Pick<OAuth2Config, 'clientAuth' | 'discovery'>,
): OAuth2Config['introspect'] {
  const { reader } = context
  if (own(reader.object(EXT_POINTER), 'introspect') === undefined) return null
  for (const key of Object.keys(reader.object(AT))) {
    const near = nearestName(key, KEYS)
    if (!KEYS.has(key))
      reader.error(AT, 'unknown-key', `"introspect" has no key "${key}"${near ? `; meant: "${near}"` : ''}`)
  }
  const url = readUrl(context, { pointer: `${AT}/url`, stage: 'introspect' })
  if (!url && !discovery) reader.error(AT, 'missing-field', '"introspect" has no url')
  const data = readParams(context, `${AT}/data`, { stage: 'introspect', part: 'data' })
  const auths = [clientAuth, 'post', 'basic', 'basic_raw', 'none'] as const
  return {
    // Tokens in addresses end up in logs, so there is no other method (RFC 7662 §2.1).
    request: { url: url ?? [], method: 'POST', format: 'form', headers: [], query: [], data },
    clientAuth: reader.oneOf<ClientAuth>(`${AT}/client_auth`, auths, clientAuth),
  }
}
