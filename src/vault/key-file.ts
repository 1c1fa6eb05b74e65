import { randomBytes } from 'node:crypto'
import { link, mkdir, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'

const KEY_BYTES = 32

/**
 * Makes a new key file: 32 random bytes, mode 0600, on disk when this returns. Missing folders are made with mode 0700.
 * Throws `already_exists` rather than replace a key, because all stored values hang on it.
 */
export async function createKeyFile(path: string): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES)
  // Half a key would stop every later start: it gets its name when it is whole, in one step that replaces nothing.
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(cause => {
    throw notUsable(path, 'cannot be made', cause)
  })
  try {
    await writeWhole(draft, key)
    await link(draft, path)
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) {
      throw new AppError('already_exists', { detail: `There is a key file at ${path} already. It was left as it is.` })
    }
    throw notUsable(path, 'cannot be made', cause)
  } finally {
    await unlink(draft).catch(() => undefined)
  }
  await syncFolder(dirname(path))
  return key
}

/**
 * Puts a key file in the place of another; the one before is kept as `<path>.old`, because older backups need it. A power
 * cut leaves one of the two states.
 */
export async function replaceKeyFile(path: string, next: string): Promise<void> {
  await unlink(`${path}.old`).catch(() => undefined)
  await link(path, `${path}.old`)
  await rename(next, path)
  await syncFolder(dirname(path))
}

async function writeWhole(path: string, key: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    // The umask may have taken bits away; it never adds any, but a strange one could make the file unreadable to us.
    await file.chmod(0o600)
    await file.writeFile(key)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * The 32 bytes of a key file. Throws `key_missing` when there is none, `config_invalid` when others may read it,
 * `wrong_key` when it has another length.
 */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r').catch(cause => {
    if (isCode(cause, 'ENOENT')) {
      throw new AppError('key_missing', {
        detail: `The key file ${path} is missing. Put it back from your backup: without it the stored values cannot be read.`,
        cause,
      })
    }
    throw notUsable(path, 'cannot be opened', cause)
  })
  try {
    const about = await file.stat()
    if (!about.isFile()) throw notUsable(path, 'is no file', undefined)
    const { mode } = about
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      const shown = (mode & 0o777).toString(8).padStart(4, '0')
      throw new AppError('config_invalid', {
        detail: `Other users of this machine may read or change the key file ${path} (mode ${shown}). Run: chmod 600 ${path}`,
      })
    }
    const bytes = await file.readFile()
    if (bytes.length !== KEY_BYTES) {
      throw new AppError('wrong_key', {
        detail: `The key file ${path} has ${bytes.length} bytes, but a key has ${KEY_BYTES}. Put the right file back from your backup.`,
      })
    }
    return bytes
  } finally {
    await file.close()
  }
}

/** A new name survives a power cut only when its folder was written too. Some systems cannot open folders. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function notUsable(path: string, what: string, cause: unknown): AppError {
  const why = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new AppError('config_invalid', {
    detail: `The key file ${path} ${what}${why}. Check its folder and who owns it.`,
    cause,
  })
}
