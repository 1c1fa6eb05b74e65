import type { Config } from '#config/config.ts'
import { peekMeta } from '#store/peek-meta.ts'
import { createKeyFile } from '#vault/key-file.ts'
import { dataPlace } from '../data-place.ts'
import { CHECK_KEY, wrongKey } from './keys-of-data.ts'

/**
 * Makes the key file for data that is still to come: team mode never does so by itself. Throws `already_exists` where
 * there is one, and `wrong_key` where the data hangs on another key.
 */
export async function makeKeyFile(config: Config): Promise<void> {
  if ((await peekMeta(dataPlace(config), CHECK_KEY)) !== null) throw wrongKey(config)
  const key = await createKeyFile(config.keyFile)
  key.fill(0)
}
