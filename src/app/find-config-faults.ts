import type { Config } from '#config'
import type { OAuthArtifact } from '#connectors/types.ts'
import { loadConfig } from '#oauth/load-config.ts'
import type { BrokenArtifact } from '#shared/contract/connectors.ts'

/**
 * What would stop every load of a config.json, whatever the load file says: one line for each kind of fault, the first
 * of it. A config that is listed as broken is so before an administrator has registered anything for it.
 */
export function findConfigFaults(
  service: string,
  oauth: OAuthArtifact,
  { environment, params }: Pick<Config, 'environment' | 'params'>,
): BrokenArtifact[] {
  const names = [...oauth.source.matchAll(/\{([A-Z][A-Z0-9_]*)\}/g)].map(([, name = '']) => name)
  // A name that begins a text may be a whole address.
  const standIn = (name: string) => (oauth.source.includes(`"{${name}}`) ? 'https://id.example.com' : 'x')
  const values = Object.fromEntries(['CLIENT_ID', 'CLIENT_SECRET', ...names].map(name => [name, standIn(name)]))
  const { diagnostics } = loadConfig({
    document: oauth.document,
    source: oauth.source,
    entry: { connector: oauth.name, displayName: oauth.title, values },
    environment,
    params,
    redirectUri: 'https://flow.example.com/oauth/return',
  })
  const faults = diagnostics.filter(({ severity, file }) => severity === 'error' && file === 'config')
  const kinds = new Map(faults.toReversed().map(fault => [fault.code, fault]))
  return [...kinds.values()].toReversed().map(({ line, column, code, message }) => {
    return { file: oauth.relativeFile, service, name: oauth.name, line, column, code, message }
  })
}
