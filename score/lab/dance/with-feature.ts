import type { Configuration } from 'oidc-provider'

/** The same server with these features, too. */
export function withFeature(features: Configuration['features']): (usual: Configuration) => Configuration {
  return usual => ({ ...usual, features: { ...usual.features, ...features } })
}
