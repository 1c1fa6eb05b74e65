import type { DeployInput, DeployResult, LoadProvidersInput } from '#app/app.ts'
import type { NewSettings } from '#app/settings.ts'
import type { AppliedConnections, ConnectionsToApply, ExportedConnections } from '#shared/contract/connection-file.ts'
import type { ProviderList, ProviderLoaded } from '#shared/contract/logins.ts'
import type { Settings, SettingsChange } from '#shared/contract/settings.ts'

/** What `flow-deploy` works on: a data folder of this machine, or a server that runs somewhere. */
export interface DeployTarget {
  deployConnector(input: DeployInput): Promise<DeployResult>
  /** Where a connector lies, for people. */
  placeOf(service: string): string
  loadProviders(input: LoadProvidersInput): Promise<ProviderLoaded>
  listProviders(): Promise<ProviderList>
  deleteProvider(id: string): Promise<void>
  loadFileTemplate(connector: string, schema: string): Promise<string>
  readSettings(): Promise<Settings>
  saveSettings(input: NewSettings): Promise<SettingsChange>
  applyConnections(input: ConnectionsToApply): Promise<AppliedConnections>
  exportConnections(): Promise<ExportedConnections>
  /** Takes back what was only sent. */
  close(): Promise<void>
}
