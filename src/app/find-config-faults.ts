import type { Config } from '#config/config.ts'
import type { OAuthArtifact } from '#connectors/types.ts'
import type { BrokenArtifact } from '#shared/contract/connectors.ts'
import { diagnoseConfig } from './diagnose-config.ts'

/**
 * What would stop every load of a config.json, whatever the load file says: one line for each kind of fault, the first
 * of it.
 */
export function findConfigFaults(
  service: string,
  oauth: OAuthArtifact,
  deployment: Pick<Config, 'environment' | 'params'>,
): BrokenArtifact[] {
  const faults = diagnoseConfig(oauth, deployment).filter(({ severity }) => severity === 'error')
  const kinds = new Map(faults.toReversed().map(fault => [fault.code, fault]))
  return [...kinds.values()].toReversed().map(({ line, column, code, message }) => {
    return { file: oauth.relativeFile, service, name: oauth.name, line, column, code, message }
  })
}
