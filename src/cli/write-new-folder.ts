import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'

/** Files by their path inside the folder, with `/`. */
export type FolderContent = Record<string, string>

/** Writes a folder that was not there, whole or not at all. An existing one is never touched. */
export async function writeNewFolder(folder: string, content: FolderContent, shownAs: string): Promise<void> {
  const refuse = () => new AppError('already_exists', { detail: `${shownAs} is there already. Nothing was written.` })
  if (existsSync(folder)) throw refuse()
  await mkdir(dirname(folder), { recursive: true })
  const draft = await mkdtemp(join(dirname(folder), '.flow-'))
  try {
    const made = join(draft, 'made')
    await mkdir(made)
    for (const [path, text] of Object.entries(content)) {
      await mkdir(dirname(join(made, path)), { recursive: true })
      await writeFile(join(made, path), text, { flag: 'wx' })
    }
    await rename(made, folder)
  } catch (error) {
    if (isOccupied(error)) throw refuse()
    throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Somebody else made the folder between the look and the rename. */
function isOccupied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
}
