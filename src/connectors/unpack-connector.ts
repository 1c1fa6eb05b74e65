import { createWriteStream } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '#shared/errors/app-error.ts'
import { isLeftOut } from './hash-folder.ts'
import { readTar, type TarEntry } from './read-tar.ts'

/** More than any connector with its packages has. */
export const UPLOAD_LIMITS = { files: 20_000, bytes: 256 * 1024 * 1024, levels: 40, path: 1000 } as const

export type UploadLimits = { [Name in keyof typeof UPLOAD_LIMITS]: number }

export interface Unpacked {
  files: number
  bytes: number
}

/**
 * Writes what an archive holds into `folder`, which is new and empty. No entry gets out of it: names are plain ones,
 * links come last and are never followed while writing. Whether a link leads out is for the deployment to judge. What a
 * deployment leaves out is not written. Throws `bad_request` and `too_large`; the folder is then the caller's to remove.
 */
export async function unpackConnector(
  chunks: AsyncIterable<Uint8Array>,
  folder: string,
  limits: UploadLimits = UPLOAD_LIMITS,
): Promise<Unpacked> {
  const result: Unpacked = { files: 0, bytes: 0 }
  const links: { path: string; target: string }[] = []
  const taken = new Set<string>()
  for await (const entry of readTar(bounded(chunks, limits))) {
    const names = namesOf(entry, limits)
    if (names.length === 0 || names.some(isLeftOut)) continue
    const path = names.join('/')
    if (entry.kind === 'folder') {
      await inPlace(path, () => mkdir(join(folder, path), { recursive: true }))
      continue
    }
    if (taken.has(path)) throw refuse(`it holds ${path} twice`)
    taken.add(path)
    if (++result.files > limits.files) throw tooLarge(`more than ${limits.files} files`)
    if (entry.kind === 'link') {
      links.push({ path, target: entry.target })
      continue
    }
    result.bytes += entry.size
    if (result.bytes > limits.bytes) throw tooLarge(`more than ${Math.round(limits.bytes / 1_048_576)} MB`)
    await writeEntry(join(folder, path), entry)
  }
  for (const { path, target } of links) {
    if (target === '' || target.includes('\0')) throw refuse(`the link ${path} leads nowhere`)
    await inPlace(path, async () => {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await symlink(target, join(folder, path))
    })
  }
  return result
}

/** What is left out costs reading as well. */
async function* bounded(chunks: AsyncIterable<Uint8Array>, { bytes, files }: UploadLimits) {
  let seen = 0
  for await (const chunk of chunks) {
    seen += chunk.length
    if (seen > bytes + files * 2048) throw tooLarge(`more than ${Math.round(bytes / 1_048_576)} MB`)
    yield chunk
  }
}

/** The parts of a path below the folder; none for the folder itself. */
function namesOf({ path }: TarEntry, limits: UploadLimits): string[] {
  const names = path.split('/').filter(name => name !== '' && name !== '.')
  const odd = path.startsWith('/') || /[\0\\]/.test(path) || names.includes('..') || path.length > limits.path
  if (odd) throw refuse(`${JSON.stringify(path.slice(0, 200))} is no path inside a project`)
  if (names.length > limits.levels) throw tooLarge(`folders deeper than ${limits.levels} levels`)
  return names
}

async function writeEntry(path: string, { body, executable, path: shown }: TarEntry): Promise<void> {
  await inPlace(shown, async () => {
    await mkdir(dirname(path), { recursive: true })
    await pipeline(body, createWriteStream(path, { flags: 'wx', mode: executable ? 0o755 : 0o644 }))
  })
}

/** A name that is a file here and a folder there. */
async function inPlace(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'EISDIR') throw refuse(`two entries claim ${path}`)
    if (code === 'ENAMETOOLONG') throw refuse(`the name of ${path.slice(0, 100)} is too long`)
    throw error
  }
}

function refuse(what: string): AppError {
  return new AppError('bad_request', { detail: `The archive cannot be used: ${what}. Nothing was deployed.` })
}

function tooLarge(what: string): AppError {
  return new AppError('too_large', { detail: `The project holds ${what}. Nothing was deployed.` })
}
