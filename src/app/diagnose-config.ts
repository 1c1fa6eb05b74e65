import type { Config } from '#config/config.ts'
import type { OAuthArtifact } from '#connectors/types.ts'
import { loadConfig } from '#oauth/load-config.ts'
import type { ConfigDiagnostic } from '#oauth/load-types.ts'
import { promisedNames } from './load-file-template.ts'

/**
 * What is wrong with a config.json by itself, before an administrator has registered anything for it: it is read with a
 * stand-in for every value that it asks for.
 */
export function diagnoseConfig(
  oauth: OAuthArtifact,
  deployment: Pick<Config, 'environment' | 'params'>,
): ConfigDiagnostic[] {
  const names = ['CLIENT_ID', 'CLIENT_SECRET', ...promisedNames(oauth, deployment)]
  const { diagnostics } = loadConfig({
    document: oauth.document,
    source: oauth.source,
    entry: {
      connector: oauth.name,
      displayName: oauth.title,
      values: Object.fromEntries(names.map(name => [name, standIn(oauth, name)])),
    },
    ...deployment,
    redirectUri: `https://flow.example.com/oauth/return/${oauth.name}/login`,
  })
  return diagnostics.filter(({ file }) => file === 'config')
}

/** Something that can stand where a config asks for a value: a name that begins a text may be a whole address. */
export function standIn({ source }: Pick<OAuthArtifact, 'source'>, name: string): string {
  return source.includes(`"{${name}}`) ? 'https://id.example.com' : 'x'
}
