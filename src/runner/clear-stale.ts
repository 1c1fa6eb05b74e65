import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** The beginning of the name of something temporary: who made it can be told later. */
export function staleName(prefix: string): string {
  return `${prefix}${process.pid}-`
}

/**
 * Removes from `folder` what processes that have ended left there under a `staleName`. What belongs to one that lives is
 * left alone, also when only its number does; so is what another user made, which cannot be removed.
 */
export async function clearStale(folder: string, prefix: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const stale = names.filter(name => {
    const pid = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined
    return pid !== undefined && !isAlive(Number(pid))
  })
  await Promise.allSettled(stale.map(name => rm(join(folder, name), { recursive: true, force: true })))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // One of another user lives as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
