import type { OAuthArtifact } from '#connectors/types.ts'
import { parseJsonc } from '#shared/jsonc.ts'

/** Names that RFC 2606 keeps for examples: no service has one. */
const EXAMPLE_HOST = /(?:^|[/.@])example\.(?:com|net|org)(?=[/:?#]|$)/i
const ADDRESS_FIELD = /^base_url$|_url$/

/** Addresses of an OAuth config that the template left behind. */
export function findExampleHosts({ document, source }: Pick<OAuthArtifact, 'document' | 'source'>) {
  const { locate } = parseJsonc(source)
  return Object.entries(document).flatMap(([field, value]) => {
    if (!ADDRESS_FIELD.test(field) || typeof value !== 'string' || !EXAMPLE_HOST.test(value)) return []
    const message = `"${field}" is still an example address`
    const fix = 'Write the address of the service.'
    return [{ ...locate(`/${field}`), severity: 'warning' as const, code: 'example-host', message, fix }]
  })
}
