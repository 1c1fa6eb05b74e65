import { createHash } from 'node:crypto'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeftOut } from './hash-folder.ts'

export interface FileChange {
  /** Inside the folder, with forward slashes. */
  path: string
  change: 'added' | 'changed' | 'removed'
}

/** What a deployment of `next` does to the files of `previous`, by path; null: nothing is there yet. */
export async function compareFiles(previous: string | null, next: string): Promise<FileChange[]> {
  const [old, now] = await Promise.all([previous === null ? new Map<string, string>() : digest(previous), digest(next)])
  const changes: FileChange[] = []
  for (const path of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(path) === now.get(path)) continue
    changes.push({ path, change: !old.has(path) ? 'added' : now.has(path) ? 'changed' : 'removed' })
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function digest(root: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const walk = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      if (isLeftOut(entry.name, depth)) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) await walk(path, depth + 1)
      else if (entry.isSymbolicLink()) found.set(path, `link ${await readlink(join(root, path))}`)
      else if (entry.isFile()) found.set(path, sha256(await readFile(join(root, path))))
    }
  }
  await walk('', 0)
  return found
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
