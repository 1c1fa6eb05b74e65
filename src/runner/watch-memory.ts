import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** Bytes a child may hold in memory, whatever holds them: heap, Buffers, WebAssembly. */
const MEMORY_BYTES = 500 * 1_048_576
const EVERY_MS = 200

/**
 * Looks every 200 ms how much memory a process and its descendants hold, and calls `onTooMuch` once when it is more
 * than 500 MB. The kernel's limit on data does not count everything, and macOS does not know it. Gives back how to stop.
 */
export function watchMemory(pid: number, onTooMuch: () => void): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const look = async () => {
    const bytes = await memoryOf(pid)
    if (stopped) return
    if (bytes > MEMORY_BYTES) return onTooMuch()
    timer = setTimeout(look, EVERY_MS)
  }
  timer = setTimeout(look, EVERY_MS)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** Resident bytes of a process and all below it; 0 when it is gone. */
async function memoryOf(pid: number): Promise<number> {
  if (process.platform !== 'linux') return memoryByPs(pid)
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const own = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  const below = await Promise.all((await childrenOf(pid)).map(memoryOf))
  return below.reduce((sum, bytes) => sum + bytes, own)
}

async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return (children.match(/\d+/g) ?? []).map(Number)
}

/** All processes below one; none where the system does not tell. */
export async function processesBelow(pid: number): Promise<number[]> {
  const children = await childrenOf(pid)
  return [...children, ...(await Promise.all(children.map(processesBelow))).flat()]
}

function memoryByPs(pid: number): Promise<number> {
  return new Promise(resolve => {
    execFile('/bin/ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => {
      resolve(error ? 0 : Number(stdout.trim()) * 1024)
    })
  })
}

/** The children of a process at this moment; none where the system does not tell. */
export function childrenNow(pid: number | undefined): number[] {
  try {
    return (readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? []).map(Number)
  } catch {
    return []
  }
}
