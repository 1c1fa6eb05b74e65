import { type FSWatcher, readdirSync, realpathSync, statSync, watch } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** A file is written in several steps within a moment; the first change after a rest waits no longer than for those. */
const FIRST_MS = 20
/** A deployment writes many files: changes that follow soon are gathered. */
const NEXT_MS = 150

/** Folders that are looked at before whoever asked meanwhile is answered. */
const AT_ONCE = 50

/**
 * Calls `onChange` with the paths that changed under `roots`, once they have been quiet for a moment: 20 ms after a
 * rest, 150 ms while changes follow each other. A root that does not exist yet is noticed when it appears. Every folder
 * is watched by itself and the set is renewed before each call that may need it, so that what a rename brought in (a
 * deployment) is watched as well; `node_modules` and dot folders are not. Watching has begun when the promise settles:
 * read the connectors after it, and no change is missed.
 */
export async function watchConnectors(
  roots: string[],
  onChange: (changed: string[]) => void,
): Promise<{ close(): void }> {
  const watchers = new Map<string, { inode: number; watcher: FSWatcher }>()
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let calledAt = Number.NEGATIVE_INFINITY
  let closed = false
  let calling = Promise.resolve()

  const call = async () => {
    const paths = [...changed]
    changed.clear()
    if (paths.some(mayHoldFolders)) await renew()
    if (closed) return
    calledAt = performance.now()
    onChange(paths)
  }

  const touch = (folder: string, name: string | null) => {
    if (closed) return
    if (name !== null) changed.add(join(folder, name))
    // Something happened to the folder itself.
    if (name === null || inodeOf(folder) !== watchers.get(folder)?.inode) changed.add(folder)
    clearTimeout(timer)
    const wait = performance.now() - calledAt < NEXT_MS * 2 ? NEXT_MS : FIRST_MS
    timer = setTimeout(() => {
      calling = calling.then(call)
    }, wait)
  }

  /** A folder that came, went or was replaced. */
  const mayHoldFolders = (path: string) => watchers.has(path) || inodeOf(path) !== null

  const drop = (folder: string) => {
    watchers.get(folder)?.watcher.close()
    watchers.delete(folder)
  }

  const watchOne = (folder: string, inode: number) => {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => touch(folder, name))
      watcher.on('error', () => drop(folder))
      watchers.set(folder, { inode, watcher })
    } catch {
      // Gone since it was listed: its parent reports that.
    }
  }

  const renew = async () => {
    const wanted = new Set<string>()
    for (const root of roots) {
      for (const [folder, inode] of foldersToWatch(root)) {
        wanted.add(folder)
        if (watchers.get(folder)?.inode !== inode) {
          drop(folder)
          watchOne(folder, inode)
        }
        if (wanted.size % AT_ONCE === 0) await nextTurn()
        if (closed) return
      }
    }
    for (const folder of watchers.keys()) if (!wanted.has(folder)) drop(folder)
  }

  const close = () => {
    closed = true
    clearTimeout(timer)
    for (const folder of [...watchers.keys()]) drop(folder)
  }
  await renew()
  return { close }
}

/** A folder and its inode: after a rename the same path may be another folder. */
type Watchable = [folder: string, inode: number]

/**
 * The folders of a root; for a missing root, its nearest parent that is there. Each is listed after it was taken: it is
 * watched by then, so that nothing can appear in it between the two.
 */
function* foldersToWatch(root: string): Generator<Watchable> {
  for (let known = ''; ; ) {
    const real = realOrNull(root)
    if (real !== null) return yield* foldersBelow(real, 0)
    const nearest = nearestThere(root)
    if (nearest === null || nearest[0] === known) return
    yield nearest
    known = nearest[0]
  }
}

function nearestThere(root: string): Watchable | null {
  for (let parent = dirname(root); parent !== dirname(parent); parent = dirname(parent)) {
    const found = realOrNull(parent)
    const inode = found === null ? null : inodeOf(found)
    if (found !== null && inode !== null) return [found, inode]
  }
  return null
}

function* foldersBelow(folder: string, depth: number): Generator<Watchable> {
  const inode = inodeOf(folder)
  if (inode === null) return
  yield [folder, inode]
  for (const entry of entriesOf(folder)) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    // A connector may be linked into the connectors folder; deeper links are refused by discovery or lead inside.
    const target = entry.isSymbolicLink() && depth === 0 ? realOrNull(path) : null
    if (entry.isDirectory()) yield* foldersBelow(path, depth + 1)
    else if (target !== null) yield* foldersBelow(target, depth + 1)
  }
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
