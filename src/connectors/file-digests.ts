import { createHash } from 'node:crypto'
import { lstat, readFile } from 'node:fs/promises'

/** Digests of files, each read again only when its place on disk says that it was written since. */
export interface FileDigests {
  /** SHA-256 (hex) of a file's content. Throws what the file system throws. */
  of(path: string): Promise<string>
  /** Forgets the files nobody asked for since the last call. */
  sweep(): void
}

/** A file that was written just now may be written again within the same tick of the clock, unnoticed. */
const SETTLED_MS = 2000

/** A connector may bring thousands of files in `node_modules`, and every edit of one of its files asks for all of them. */
export function makeFileDigests(read: (path: string) => Promise<Uint8Array> = readFile): FileDigests {
  let before = new Map<string, { stamp: string; digest: string }>()
  let now: typeof before = new Map()
  return {
    async of(path) {
      const { ino, size, mtimeNs, ctimeNs, ctimeMs } = await lstat(path, { bigint: true })
      const stamp = [ino, size, mtimeNs, ctimeNs].join()
      const known = now.get(path) ?? before.get(path)
      const digest = known?.stamp === stamp ? known.digest : digestOf(await read(path))
      if (Date.now() - Number(ctimeMs) > SETTLED_MS) now.set(path, { stamp, digest })
      return digest
    },
    sweep() {
      before = now
      now = new Map()
    },
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
