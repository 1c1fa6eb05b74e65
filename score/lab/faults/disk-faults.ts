import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
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
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder])
    return () => void execFileSync('umount', ['-l', folder])
  },
  async happen(folder, writer) {
    const ballast = join(folder, 'ballast')
    // Whatever is free is taken, and then given back.
    const handle = await open(ballast, 'w')
    const block = new Uint8Array(MEGABYTE / 16)
    for (let n = 0; n < 96; n++) {
      if (!(await handle.write(block).catch(() => undefined))) break
    }
    await handle.close()
    await writer.untilRefused()
    await writeFile(ballast, '')
  },
}

const damagedPage: DiskFault = {
  name: 'damaged page',
  words: /damaged/,
  missing: () => undefined,
  prepare: nothing,
  async happen(folder, writer) {
    const file = join(folder, 'flow.db')
    const other = new DatabaseSync(file)
    other.exec('pragma busy_timeout = 20000; pragma wal_checkpoint(truncate)')
    const handle = await open(file, 'r+')
    // The schema and the roots lie at the front: the first pages of the tables are among these.
    const from = 4096
    const bytes = new Uint8Array(12 * 4096)
    await handle.read(bytes, 0, bytes.length, from)
    try {
      await handle.write(new Uint8Array(bytes.length).fill(0xff), 0, bytes.length, from)
      await writer.untilRefused()
    } finally {
      await handle.write(bytes, 0, bytes.length, from)
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
