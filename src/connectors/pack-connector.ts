import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeftOut } from './hash-folder.ts'

const BLOCK = 512

/** What `packConnector` packs, by path, in a fixed order. */
export interface PackedFile {
  path: string
  kind: 'file' | 'link'
  /** Bytes of a file, or where a link leads. */
  size: number
  target: string
  executable: boolean
}

/** The files of a project that a deployment takes: without what is left out. */
export async function listConnectorFiles(root: string): Promise<PackedFile[]> {
  const found: PackedFile[] = []
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isLeftOut(entry.name, depth)) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) await walk(path, depth + 1)
      else if (entry.isSymbolicLink()) {
        found.push({ path, kind: 'link', size: 0, target: await readlink(join(root, path)), executable: false })
      } else if (entry.isFile()) {
        const { size, mode } = await lstat(join(root, path))
        found.push({ path, kind: 'file', size, target: '', executable: (mode & 0o100) !== 0 })
      }
    }
  }
  await walk('', 0)
  return found
}

/**
 * These files of `root` as a tar archive (ustar, long names in pax records). Throws when a file has another size by the
 * time it is read: the archive would be torn.
 */
export async function* packConnector(root: string, files: readonly PackedFile[]): AsyncGenerator<Uint8Array> {
  for (const file of files) {
    const long = paxOf(file)
    if (long !== '') {
      const bytes = new TextEncoder().encode(long)
      yield header({ path: 'pax', type: 'x', size: bytes.length, target: '', executable: false })
      yield padded(bytes)
    }
    yield header({ ...file, type: file.kind === 'link' ? '2' : '0' })
    if (file.kind === 'file') yield* contentOf(join(root, file.path), file)
  }
  yield new Uint8Array(BLOCK * 2)
}

async function* contentOf(path: string, { size, path: shown }: PackedFile): AsyncGenerator<Uint8Array> {
  let sent = 0
  for await (const chunk of createReadStream(path)) {
    const bytes: Uint8Array = chunk
    sent += bytes.length
    if (sent > size) break
    yield bytes
  }
  if (sent !== size) throw new Error(`${shown} changed while it was read`)
  yield new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK)
}

interface HeaderFields {
  path: string
  type: string
  size: number
  target: string
  executable: boolean
}

function header({ path, type, size, target, executable }: HeaderFields): Uint8Array {
  const block = new Uint8Array(BLOCK)
  const put = (text: string, at: number, most: number) =>
    block.set(new TextEncoder().encode(text).subarray(0, most), at)
  put(path, 0, 100)
  put(executable ? '0000755\0' : '0000644\0', 100, 8)
  put('0000000\0', 108, 8)
  put('0000000\0', 116, 8)
  put(`${size.toString(8).padStart(11, '0')}\0`, 124, 12)
  put('00000000000\0', 136, 12)
  put('        ', 148, 8)
  put(type, 156, 1)
  put(target, 157, 100)
  put('ustar\x0000', 257, 8)
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8)
  return block
}

/** Records for what the header has no room for. */
function paxOf({ path, target }: PackedFile): string {
  const record = (key: string, value: string) => {
    const rest = ` ${key}=${value}\n`
    const bytes = new TextEncoder().encode(rest).length
    // The number counts its own digits.
    let size = bytes + String(bytes).length
    if (String(size).length !== String(bytes).length) size = bytes + String(size).length
    return `${size}${rest}`
  }
  const isLong = (text: string) => new TextEncoder().encode(text).length > 100
  return `${isLong(path) ? record('path', path) : ''}${isLong(target) ? record('linkpath', target) : ''}`
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK)
  whole.set(bytes)
  return whole
}
