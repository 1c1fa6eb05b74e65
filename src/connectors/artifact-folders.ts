import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder that holds one artifact. */
export interface ArtifactFolder {
  /** The `<name>` folder's own name. */
  folderName: string
  /** The version folder's name; null when the file lies directly under `<name>`. */
  folderVersion: string | null
  folder: string
  file: string
}

/** Every `<parent>/<name>/<file>` and `<parent>/<name>/<version>/<file>`, in the order of their names. */
export async function listArtifactFolders(parent: string, fileName: string): Promise<ArtifactFolder[]> {
  const found: ArtifactFolder[] = []
  for (const folderName of await foldersIn(parent)) {
    const folder = join(parent, folderName)
    if (await hasFile(folder, fileName)) {
      found.push({ folderName, folderVersion: null, folder, file: join(folder, fileName) })
    }
    for (const folderVersion of await foldersIn(folder)) {
      const inner = join(folder, folderVersion)
      if (await hasFile(inner, fileName)) {
        found.push({ folderName, folderVersion, folder: inner, file: join(inner, fileName) })
      }
    }
  }
  return found
}

/** Names of the folders in `folder`, sorted; none when it is missing or cannot be read. */
export async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(entry => entry.name)
    .sort()
}

/** Names of the files in `folder` that end with `ending`, sorted; none when it is missing. */
export async function filesIn(folder: string, ending: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => !entry.isDirectory() && entry.name.endsWith(ending))
    .map(entry => entry.name)
    .sort()
}

export async function hasFile(folder: string, name: string): Promise<boolean> {
  const names = await readdir(folder).catch((): string[] => [])
  return names.includes(name)
}
