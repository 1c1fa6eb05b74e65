import { join } from 'node:path'
import type { Config } from '#config/config.ts'
import type { StorePlace } from '#store/engine.ts'

/** Where the data of this configuration is. */
export function dataPlace({ home, databaseUrl }: Pick<Config, 'home' | 'databaseUrl'>): StorePlace {
  return databaseUrl ? { url: databaseUrl } : { file: join(home, 'flow.db') }
}
