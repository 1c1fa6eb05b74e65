import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder that is a connector: it has `auth/connection` or `auth/oauth`, at its root or under `src`. */
export interface FoundFolder {
  /** Absolute, links resolved. */
  root: string
  /** The folder that holds `auth`. */
  home: string
  /** The folder that paths shown to people start from: the root asked for, links resolved. */
  base: string
}

/** The connectors among the direct sub-folders of `root`, or `root` itself. A missing root holds none. */
export async function findFolders(root: string): Promise<FoundFolder[]> {
  const base = await realpath(root).catch(() => null)
  if (base === null) return []
  const own = await homeOf(base)
  if (own) return [{ root: base, home: own, base }]
  const found: FoundFolder[] = []
  for (const name of (await readdir(base).catch(() => [])).sort()) {
    if (name.startsWith('.') || name === 'node_modules') continue
    const folder = await realpath(join(base, name)).catch(() => null)
    const home = folder === null ? null : await homeOf(folder)
    if (folder !== null && home !== null) found.push({ root: folder, home, base })
  }
  return found
}

async function homeOf(folder: string): Promise<string | null> {
  for (const home of [folder, join(folder, 'src')]) {
    for (const kind of ['connection', 'oauth']) {
      if (await isFolder(join(home, 'auth', kind))) return home
    }
  }
  return null
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    entry => entry.isDirectory(),
    () => false,
  )
}
