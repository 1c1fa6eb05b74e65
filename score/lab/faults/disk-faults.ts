import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Writer } from './start-writer.ts'

/** Something that happens to the disk below a running writer, and is over again. */
export interface DiskFault {
  name: string
  /** Says what is missing here; undefined: it can be tried. */
  missing(): string | undefined
  /** Makes the folder what the fault needs; gives what takes that back. */
  prepare(folder: string): Promise<() => void>
  /** Until writes are refused, and then until it is over. */
  happen(folder: string, writer: Writer): Promise<void>
  words: RegExp
}

const MEGABYTE = 1_048_576
const PAGE_BYTES = 4096
const MOST_TURNS = 200
/** What is written in all rounds, with its log, is a third of it. */
const DISK_MEGABYTES = 24
const nothing = async () => () => undefined
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

/** Makes some system calls on the files of the database fail, by strace, until `stop`. */
async function failCalls(folder: string, pid: number, [calls, error]: readonly [string, string]) {
  const files = ['flow.db', 'flow.db-wal'].flatMap(name => ['-P', join(folder, name)])
  const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`]
  const tracer = spawn('strace', ['-f', '-qq', '-o', '/dev/null', ...files, ...inject, '-p', String(pid)], {
    stdio: 'ignore',
  })
  await sleep(200)
  return async () => {
    const gone = once(tracer, 'exit')
    tracer.kill('SIGINT')
    await gone
  }
}

function byCalls(name: string, calls: readonly [string, string], words: RegExp): DiskFault {
  return {
    name,
    words,
    missing: () => (has('strace') ? undefined : `${name}: strace is not installed here`),
    prepare: nothing,
    async happen(folder, writer) {
      const stop = await failCalls(folder, writer.pid, calls)
      try {
        await writer.untilRefused()
      } finally {
        await stop()
      }
    },
  }
}

const fullDisk: DiskFault = {
  name: 'full disk',
  words: /disk of the database is full/,
  missing: () => (process.getuid?.() === 0 && has('mount') ? undefined : 'full disk: only root may mount a small one'),
  async prepare(folder) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'tmpfs', folder])
    return () => void execFileSync('umount', ['-l', folder])
  },
  async happen(folder, writer) {
    const ballast = join(folder, 'ballast')
    // Whatever is free is taken, and then given back.
    const handle = await open(ballast, 'w')
    const block = new Uint8Array(MEGABYTE / 16)
    for (let n = 0; n < DISK_MEGABYTES * 16; n++) {
      if (!(await handle.write(block).catch(() => undefined))) break
    }
    await handle.close()
    await writer.untilRefused()
    await writeFile(ballast, '')
  },
}

/**
 * Until `database` is closed nothing more comes from the log into the file: what the writer brought there meanwhile would
 * go when the bytes of before are put back. Whoever reads the file while the log is empty holds it so.
 */
function holdCheckpoints(database: DatabaseSync, log: string): void {
  database.exec('pragma busy_timeout = 20000')
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    database.exec('pragma wal_checkpoint(truncate); begin; select count(*) from sqlite_master')
    if (statSync(log).size === 0) return
    database.exec('rollback')
  }
  throw new Error('the log was never empty')
}

/** A commit of somebody else makes the writer forget what it read of the file. This one needs the first page alone. */
function makeReadAnew(file: string): void {
  const database = new DatabaseSync(file)
  database.exec('pragma busy_timeout = 20000')
  const { user_version: version } = database.prepare('pragma user_version').get() ?? {}
  database.exec(`pragma user_version = ${version}`)
  database.close()
}

const damagedPage: DiskFault = {
  name: 'damaged pages',
  words: /damaged/,
  missing: () => undefined,
  prepare: nothing,
  async happen(folder, writer) {
    const file = join(folder, 'flow.db')
    const other = new DatabaseSync(file)
    holdCheckpoints(other, `${file}-wal`)
    const handle = await open(file, 'r+')
    const bytes = await handle.readFile()
    const body = bytes.subarray(PAGE_BYTES)
    try {
      await handle.write(new Uint8Array(body.length).fill(0xff), 0, body.length, PAGE_BYTES)
      makeReadAnew(file)
      await writer.untilRefused()
    } finally {
      await handle.write(body, 0, body.length, PAGE_BYTES)
      await handle.close()
      other.close()
    }
  },
}

export const DISK_FAULTS: readonly DiskFault[] = [
  byCalls('EIO on fsync', ['fsync,fdatasync', 'EIO'], /does not read or write/),
  byCalls('read-only', ['pwrite64,pwritev,write', 'EROFS'], /read-only|does not read or write/),
  fullDisk,
  damagedPage,
]
