import { lstat, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'

const SET_ASIDE = /^\.old-(.+)-[0-9a-f]{12}-\d$/

/**
 * Puts back what a deployment had set aside when it was killed between its two renames: the connector is there again as
 * it was. Where something stands in its place by now, that one counts. A folder that is not there has nothing to restore.
 */
export async function restoreInterrupted(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  for (const name of names.sort()) {
    const service = SET_ASIDE.exec(name)?.[1]
    if (service === undefined || (await isThere(join(parent, service)))) continue
    // Somebody else may restore it, or finish the deployment, at this moment: then it is theirs.
    await rename(join(parent, name), join(parent, service)).catch(ignoreRace)
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

function ignoreRace(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
}
