import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleChild } from './bundle-child.ts'
import { clearStale, staleName } from './clear-stale.ts'

const FRESH = 'fresh-'

/** The packed program carries the file ready-made, beside the bundle this code is in. */
const READY_MADE = fileURLToPath(new URL('./child.cjs', import.meta.url))

/**
 * The absolute path of the one file a child may read besides the connector's folder. It is written to `cacheDir` under
 * its own hash, so that two versions of this program can share the folder.
 */
export async function writeChildScript(cacheDir: string): Promise<string> {
  const text = existsSync(READY_MADE) ? readFileSync(READY_MADE, 'utf8') : bundleChild()
  const name = `child-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.cjs`
  await mkdir(cacheDir, { recursive: true, mode: 0o700 })
  const file = join(await realpath(cacheDir), name)
  if ((await readFile(file, 'utf8').catch(() => null)) === text) return file
  // What was killed while it wrote it has left a part of it.
  await clearStale(dirname(file), FRESH)
  const fresh = join(dirname(file), `${staleName(FRESH)}${name}`)
  await writeFile(fresh, text, { mode: 0o600 })
  await rename(fresh, file)
  return file
}
