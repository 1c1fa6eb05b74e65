import type { ProviderConfig } from './types.ts'

/** What the load file says about one provider. */
export interface LoadEntry {
  connector: string
  displayName: string
  values: Record<string, string>
}

export interface PlacedLoadEntry extends LoadEntry {
  position: { line: number; column: number }
}

export interface LoadFile {
  entries: PlacedLoadEntry[]
  /** Whole lines for the person who loads the file; nothing may be loaded while there is one. */
  problems: string[]
  warnings: string[]
  /** Entries whose values are still `<…>`. */
  skipped: { connector: string; displayName: string }[]
}

export interface ConfigDiagnostic {
  severity: 'error' | 'warning'
  code: string
  message: string
  /** The file that has to change: config.json, or the load file. */
  file: 'config' | 'load-file'
  /** JSON Pointer into config.json, or the key of the load-file entry. */
  pointer: string
  /** Place in config.json; 1 and 1 for the load file, whose places the caller knows. */
  line: number
  column: number
}

/** A host that may receive a secret or a token, and the key of the config it comes from (oauth.md REG-2). */
export interface PinnedHost {
  host: string
  key: string
}

export interface LoadedConfig {
  /** Null when a diagnostic is an error. */
  config: ProviderConfig | null
  diagnostics: ConfigDiagnostic[]
  hosts: PinnedHost[]
}

export type Environment = 'local' | 'development' | 'staging' | 'pre_prod' | 'production'
