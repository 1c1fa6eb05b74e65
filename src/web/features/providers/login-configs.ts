import type { Connector, LoginType } from '#shared/contract/connectors.ts'
import type { ProviderList } from '#shared/contract/logins.ts'
import { compareLabels } from '../../lib/compare-labels.ts'

export type Provider = ProviderList['items'][number]

export interface LoginConfig {
  connector: Connector
  type: LoginType
  providers: Provider[]
}

/** Every OAuth config of the installed connectors, with the providers loaded for it; those that have one come first. */
export function loginConfigs(connectors: readonly Connector[], providers: readonly Provider[]): LoginConfig[] {
  return connectors
    .flatMap(connector =>
      connector.loginTypes.map(type => ({
        connector,
        type,
        providers: providers.filter(provider => provider.connector === type.name),
      })),
    )
    .sort((a, b) => Number(isNew(a)) - Number(isNew(b)) || compareLabels(a.type.title, b.type.title))
}

function isNew({ providers }: LoginConfig): boolean {
  return providers.length === 0
}
