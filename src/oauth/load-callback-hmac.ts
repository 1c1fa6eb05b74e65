import { own } from '#shared/json.ts'
import type { LoadContext } from './load-urls.ts'
import { nearestName } from './nearest-name.ts'
import { EXT_POINTER } from './read-ext.ts'
import { readTemplate } from './read-params.ts'
import { namesOf } from './template.ts'
import type { CallbackHmac } from './types.ts'

const AT = `${EXT_POINTER}/callback_hmac`
const KEYS: ReadonlySet<string> = new Set(['param', 'algorithm', 'key', 'encoding'])

/** How the server signs its callbacks (oauth.md §5): SHA-256 with the client secret, in hex, unless said otherwise. */
export function readCallbackHmac(context: LoadContext): CallbackHmac | null {
  const { reader, loaded } = context
  if (own(reader.object(EXT_POINTER), 'callback_hmac') === undefined) return null
  for (const key of Object.keys(reader.object(AT))) {
    const near = nearestName(key, KEYS)
    if (!KEYS.has(key))
      reader.error(AT, 'unknown-key', `"callback_hmac" has no key "${key}"${near ? `; meant: "${near}"` : ''}`)
  }
  const key = readTemplate(context, `${AT}/key`, { stage: 'token', part: 'headers' })
  for (const name of key ? namesOf(key) : []) {
    if (/^client_(?:id|secret)$/.test(name) || Object.hasOwn(loaded.values, name)) continue
    reader.error(`${AT}/key`, 'misplaced-name', `the name {${name}} has no value in the key of "callback_hmac"`)
  }
  if (key && namesOf(key).length === 0) {
    reader.error(`${AT}/key`, 'secret-in-config', 'the key of "callback_hmac" belongs into the load file: write {NAME}')
  }
  return {
    param: reader.text(`${AT}/param`) || 'hmac',
    algorithm: reader.oneOf(`${AT}/algorithm`, ['sha1', 'sha256', 'sha512'], 'sha256'),
    key: key ?? [{ name: 'client_secret' }],
    encoding: reader.oneOf(`${AT}/encoding`, ['hex', 'base64', 'base64url'], 'hex'),
  }
}
