import { type FSWatcher, readdirSync, realpathSync, statSync, watch } from 'node:fs'
import { dirname, join } from 'node:path'

/** A file is written in several steps within a moment; the first change after a rest waits no longer than for those. */
const FIRST_MS = 20
/** A deployment writes many files: changes that follow soon are gathered. */
const NEXT_MS = 150

/**
 * Calls `onChange` with the paths that changed under `roots`, once they have been quiet for a moment: 20 ms after a
 * rest, 150 ms while changes follow each other. A root that does not exist yet is noticed when it appears. Every folder
 * is watched by itself and the set is renewed before each call that may need it, so that what a rename brought in (a
 * deployment) is watched as well; `node_modules` and dot folders are not. Watching has begun when this returns: read
 * the connectors after it, and no change is missed.
 */
export function watchConnectors(roots: string[], onChange: (changed: string[]) => void): { close(): void } {
  const watchers = new Map<string, { inode: number; watcher: FSWatcher }>()
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let calledAt = Number.NEGATIVE_INFINITY
  let closed = false

  const call = () => {
    const paths = [...changed]
    changed.clear()
    if (paths.some(mayHoldFolders)) renew()
    calledAt = performance.now()
    onChange(paths)
  }

  const touch = (folder: string, name: string | null) => {
    if (closed) return
    if (name !== null) changed.add(join(folder, name))
    // Something happened to the folder itself.
    if (name === null || inodeOf(folder) !== watchers.get(folder)?.inode) changed.add(folder)
    clearTimeout(timer)
    timer = setTimeout(call, performance.now() - calledAt < NEXT_MS * 2 ? NEXT_MS : FIRST_MS)
  }

  /** A folder that came, went or was replaced. */
  const mayHoldFolders = (path: string) => watchers.has(path) || inodeOf(path) !== null

  const drop = (folder: string) => {
    watchers.get(folder)?.watcher.close()
    watchers.delete(folder)
  }

  const watchOne = (folder: string, inode: number): boolean => {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => touch(folder, name))
      watcher.on('error', () => drop(folder))
      watchers.set(folder, { inode, watcher })
      return true
    } catch {
      // Gone between listing and watching: its parent reports that.
      return false
    }
  }

  /** Looks again until nothing is new: a folder made between the listing of its parent and the watch on it is told by nobody. */
  const renew = () => {
    let isNew = true
    while (isNew) {
      const wanted = new Map(roots.flatMap(foldersToWatch))
      for (const [folder, { inode }] of watchers) if (wanted.get(folder) !== inode) drop(folder)
      const unwatched = [...wanted].filter(([folder]) => !watchers.has(folder))
      isNew = unwatched.map(([folder, inode]) => watchOne(folder, inode)).includes(true)
    }
  }

  renew()
  return {
    close() {
      closed = true
      clearTimeout(timer)
      for (const folder of [...watchers.keys()]) drop(folder)
    },
  }
}

/** A folder and its inode: after a rename the same path may be another folder. */
type Watchable = [folder: string, inode: number]

/** The folders of a root; for a missing root, its nearest parent that is there. */
function foldersToWatch(root: string): Watchable[] {
  const real = realOrNull(root)
  if (real !== null) return foldersBelow(real, 0)
  for (let parent = dirname(root); parent !== dirname(parent); parent = dirname(parent)) {
    const found = realOrNull(parent)
    const inode = found === null ? null : inodeOf(found)
    if (found !== null && inode !== null) return [[found, inode]]
  }
  return []
}

function foldersBelow(folder: string, depth: number): Watchable[] {
  const inode = inodeOf(folder)
  if (inode === null) return []
  const below = entriesOf(folder).flatMap(entry => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return foldersBelow(path, depth + 1)
    // A connector may be linked into the connectors folder; deeper links are refused by discovery or lead inside.
    const target = entry.isSymbolicLink() && depth === 0 ? realOrNull(path) : null
    return target === null ? [] : foldersBelow(target, depth + 1)
  })
  return [[folder, inode], ...below]
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function realOrNull(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/** Null when `path` is no folder. */
function inodeOf(path: string): number | null {
  const entry = statSync(path, { throwIfNoEntry: false })
  return entry?.isDirectory() ? entry.ino : null
}
