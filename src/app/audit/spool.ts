import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'

/** One thing that was done. Ids and codes only: no value, no label. */
export interface AuditEntry {
  at: number
  actor: string
  action: string
  object: string
  outcome: string
  reason: string
  /** Where the request came from that caused it; empty for none. */
  address: string
}

/** A file that entries are written to before anybody is answered. */
export interface Spool {
  name: string
  /** Lines of a time and what `toTail` gave. Throws `database_unavailable` when it cannot be written: then nothing is released. */
  write(lines: string): void
  /** Bytes written so far. */
  bytes(): number
  close(): void
  remove(): void
}

const SEPARATOR = '\t'
const MOST_LETTERS = 300
const SPOOL = /^(\d+)-[0-9a-f]+\.spool$/

/** `name` begins with the id of this process, so that others see whether it still lives. */
export function openSpool(folder: string, name: string): Spool {
  const file = join(folder, name)
  const fd = attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return openSync(file, 'a', 0o600)
  })
  let bytes = 0
  return {
    name,
    write(lines) {
      // The kernel has it when this returns: our own death, however sudden, loses nothing.
      bytes += attempt(() => writeSync(fd, lines))
    },
    bytes: () => bytes,
    close: () => closeSync(fd),
    remove: () => unlinkSync(file),
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const detail = 'The record of who did what cannot be written, so nothing is handed out. Look at the disk.'
    throw new AppError('database_unavailable', { detail, retryAfter: 5, cause })
  }
}

/** All of a line but its time. What gives the same text is the same thing done again. */
export function toTail({ actor, action, object, outcome, reason, address }: Omit<AuditEntry, 'at'>): string {
  return `\t${actor}\t${action}\t${plain(object)}\t${outcome}\t${plain(reason)}\t${address}\n`
}

/** Engines name workflows as they like; a line stays a line. */
function plain(field: string): string {
  return field.replace(/[\t\n\r]/g, ' ').slice(0, MOST_LETTERS)
}

/** Spools of processes that are gone. */
export function leftSpools(folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names.filter(name => {
    const pid = SPOOL.exec(name)?.[1]
    return pid !== undefined && !lives(Number(pid))
  })
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The entries behind `from`. A last line without its end was never answered. */
export function readSpool(folder: string, name: string, from: number): { entries: AuditEntry[]; bytes: number } {
  const all = readFileSync(join(folder, name))
  const end = all.lastIndexOf(0x0a) + 1
  const lines = all.subarray(from, Math.max(from, end)).toString().split('\n').slice(0, -1)
  const entries = lines.map(line => {
    const [at = '0', actor = '', action = '', object = '', outcome = '', reason = '', address = ''] =
      line.split(SEPARATOR)
    return { at: Number(at), actor, action, object, outcome, reason, address }
  })
  return { entries, bytes: end }
}

export function removeSpool(folder: string, name: string): void {
  unlinkSync(join(folder, name))
}
