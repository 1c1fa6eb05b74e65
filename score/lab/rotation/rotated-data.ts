import { join } from 'node:path'
import { openData } from '#app/open-data.ts'
import { type Config, parseConfig } from '#config/config.ts'
import { plant, random, type Told } from './planted-data.ts'

const FIRST = 25

/** Data whose keys are replaced again and again. */
export interface RotatedData {
  config: Config
  told: Told
}

export async function openRotatedData(folder: string, databaseUrl: string | undefined): Promise<RotatedData> {
  const env = { FLOW_KEY_FILE: join(folder, 'instance.key') }
  const config = parseConfig({ options: { data: join(folder, 'rotated') }, env })
  const rotated = { config: { ...config, ...(databaseUrl === undefined ? {} : { databaseUrl }) }, told: new Map() }
  await plantMore(rotated, FIRST)
  return rotated
}

/** As a server writes that starts now. */
export async function plantMore({ config, told }: RotatedData, count: number): Promise<void> {
  const data = await openData(config, random)
  await plant(data, count, told).finally(() => data.store.close())
}
