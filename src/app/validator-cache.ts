import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonObject } from '#shared/json.ts'
import type { FormWorkerClient } from './form-worker-client.ts'
import { validatorHash } from './validator-hash.ts'
import { writeWhole } from './write-whole.ts'

interface ValidatorCode {
  code: string
  /** Previews are for one person and a quarter of an hour: no browser may keep them. */
  cache: 'immutable' | 'no-store'
}

/** Built validators by hash: of installed connectors in memory and on disk, of previews in memory for a while. */
export interface ValidatorCache {
  /** Builds unless it was built before. Returns the hash; undefined when the schema cannot be built. */
  ensure(schema: JsonObject): Promise<string | undefined>
  keepPreview(schema: JsonObject, code: string): string
  /** The same as `ensure` for a file that is being written: every version of it would stay on disk for good. */
  ensurePreview(schema: JsonObject): Promise<string | undefined>
  read(hash: string): Promise<ValidatorCode | undefined>
}

interface CacheOptions {
  folder: string
  worker: FormWorkerClient
  clock: { now(): number }
}

const PREVIEW_MS = 15 * 60_000
const MAX_PREVIEWS = 50

export function createValidatorCache({ folder, worker, clock }: CacheOptions): ValidatorCache {
  const built = new Map<string, Promise<string | undefined>>()
  /** Previews on their way. */
  const building = new Map<string, Promise<string | undefined>>()
  const previews = new Map<string, { code: string; until: number }>()
  const fileOf = (hash: string) => join(folder, `${hash}.js`)

  const fromDisk = (hash: string) => readFile(fileOf(hash), 'utf8').catch(() => undefined)
  const buildAndStore = async (hash: string, schema: JsonObject) => {
    const stored = await fromDisk(hash)
    if (stored !== undefined) return stored
    const code = await worker.build(schema)
    if (code !== undefined) await writeWhole(fileOf(hash), code)
    return code
  }
  const buildOnce = (hash: string, schema: JsonObject) => {
    const running = building.get(hash) ?? worker.build(schema).finally(() => building.delete(hash))
    building.set(hash, running)
    return running
  }
  const keepPreview = (hash: string, code: string) => {
    const now = clock.now()
    for (const [key, entry] of previews) {
      if (entry.until <= now || previews.size >= MAX_PREVIEWS) previews.delete(key)
    }
    previews.set(hash, { code, until: now + PREVIEW_MS })
    return hash
  }
  return {
    async ensure(schema) {
      const hash = validatorHash(schema)
      const running = built.get(hash) ?? buildAndStore(hash, schema)
      built.set(hash, running)
      const code = await running.catch(() => undefined)
      // A thread that was too slow once may succeed the next time.
      if (code === undefined) built.delete(hash)
      return code === undefined ? undefined : hash
    },
    keepPreview: (schema, code) => keepPreview(validatorHash(schema), code),
    async ensurePreview(schema) {
      const hash = validatorHash(schema)
      const known =
        (await built.get(hash)?.catch(() => undefined)) ?? previews.get(hash)?.code ?? (await fromDisk(hash))
      const code = known ?? (await buildOnce(hash, schema))
      return code === undefined ? undefined : keepPreview(hash, code)
    },
    async read(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
      const code = (await built.get(hash)?.catch(() => undefined)) ?? (await fromDisk(hash))
      if (code !== undefined) return { code, cache: 'immutable' }
      const preview = previews.get(hash)
      return preview && preview.until > clock.now() ? { code: preview.code, cache: 'no-store' } : undefined
    },
  }
}
