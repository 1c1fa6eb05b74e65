import type { Config } from '#config/config.ts'
import { openStore } from '#store/open-store.ts'
import { peekMeta } from '#store/peek-meta.ts'
import { dataPlace } from './data-place.ts'
import { CHECK_KEY, openFittingSource } from './keys/keys-of-data.ts'

/** Moves the data to the tables of this version; with `dryRun` it only says whether the key fits and the data can be read. */
export async function migrateData(config: Config, { dryRun = false } = {}): Promise<'empty' | 'current' | 'older'> {
  const place = dataPlace(config)
  const expected = await peekMeta(place, CHECK_KEY)
  if (expected === null && dryRun) return 'empty'
  if (expected !== null) (await openFittingSource(config, expected)).close()
  const current = await openStore({ ...place, readonly: true }).then(
    async store => {
      await store.close()
      return true
    },
    () => false,
  )
  if (dryRun) return current ? 'current' : 'older'
  await (await openStore(place)).close()
  return current ? 'current' : 'older'
}
