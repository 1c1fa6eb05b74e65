import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, readlink, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { type FileDigests, makeFileDigests } from './file-digests.ts'

export interface FolderHash {
  /** SHA-256 (hex) over the path and content of every file that a deployment copies, in a fixed order. */
  hash: string
  /** The same over what may decide what the code exports: without the documents, texts and icons that we read as data. */
  codeHash: string
  files: number
  /** Path (inside the folder) of the first link that points out of it: the permission model would follow it. */
  escapingLink: string | null
}

/** What is neither deployed nor hashed: the author's own tools (`.git`, `.env`, `.vscode` …) and caches. */
export function isLeftOut(name: string, depth: number): boolean {
  return (depth === 0 && name.startsWith('.')) || name === '.git' || name === '.cache'
}

/** Code could require these too, but none of it decides by them which functions it exports. */
const DATA = /(^|\/)(connection|config|action)\.json$|(^|\/)(locales|common\/css|test)\//

/** Hashes a connector folder and looks at every link in it, those in left-out places too. Throws what the file system throws. */
export async function hashFolder(root: string, digests: FileDigests = makeFileDigests()): Promise<FolderHash> {
  const hash = createHash('sha256')
  const codeHash = createHash('sha256')
  const realRoot = await realpath(root)
  const result: FolderHash = { hash: '', codeHash: '', files: 0, escapingLink: null }
  const count = (shown: string, line: string) => {
    hash.update(line)
    if (!DATA.test(shown)) codeHash.update(line)
  }
  const walk = async (folder: string, depth: number, counted: boolean): Promise<void> => {
    for (const entry of await sortedEntries(folder)) {
      const path = join(folder, entry.name)
      const shown = relative(root, path).split(sep).join('/')
      const counts = counted && !isLeftOut(entry.name, depth)
      if (entry.isDirectory()) await walk(path, depth + 1, counts)
      else if (entry.isSymbolicLink()) {
        if (result.escapingLink === null && (await leaves(realRoot, path))) result.escapingLink = shown
        if (counts) count(shown, `link ${shown}\0${await readlink(path)}\0`)
      } else if (entry.isFile() && counts) {
        count(shown, `file ${shown}\0${await digests.of(path)}\0`)
        result.files++
      }
    }
  }
  await walk(root, 0, true)
  return { ...result, hash: hash.digest('hex'), codeHash: codeHash.digest('hex') }
}

/** True when `path` is `folder` or lies in it. Both absolute, links resolved. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

async function sortedEntries(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function leaves(realRoot: string, link: string): Promise<boolean> {
  const target = await realpath(link).catch(async () => resolve(dirname(link), await readlink(link)))
  return !isInside(realRoot, target)
}
