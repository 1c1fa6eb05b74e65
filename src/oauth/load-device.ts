import { own } from '#shared/json.ts'
import { type LoadContext, readUrl } from './load-urls.ts'
import { EXT_POINTER } from './read-ext.ts'
import { readParams } from './read-params.ts'
import type { OAuth2Config, RequestTemplate } from './types.ts'

const AT = `${EXT_POINTER}/device`

/** Where the grant "device_code" asks for its code (RFC 8628 §3.1). Without an address, `discovery` names it. */
export function readDeviceRequest(
  context: LoadContext,
  { discovery }: Pick<OAuth2Config, 'discovery'>,
): RequestTemplate {
  const { reader } = context
  for (const key of Object.keys(reader.object(AT))) {
    if (key !== 'url' && key !== 'data')
      reader.error(AT, 'unknown-key', `"device" has no key "${key}"; it has url and data`)
  }
  const url = readUrl(context, { pointer: `${AT}/url`, stage: 'device' })
  if (!url && !discovery) {
    const missing = own(reader.object(EXT_POINTER), 'device') === undefined ? EXT_POINTER : AT
    reader.error(missing, 'missing-field', 'the grant "device_code" asks for its code at the url of "device"')
  }
  const data = readParams(context, `${AT}/data`, { stage: 'device', part: 'data' })
  return { url: url ?? [], method: 'POST', format: 'form', headers: [], query: [], data }
}
