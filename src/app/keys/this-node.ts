import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { NodeRow } from '#store/instance-types.ts'

/** Where nobody can look for the process, it counts as dead when it was silent for so long. */
const SILENT_MS = 60_000

/** The machine, and the world of process numbers in it: two containers of one name may share neither. */
export function thisHost(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** False for a process that ended, or that nobody heard of for a minute. */
export function isAlive({ host, pid, seenAt }: NodeRow, now: number): boolean {
  if (host !== thisHost()) return now - seenAt < SILENT_MS
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
