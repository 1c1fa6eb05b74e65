import { readFile } from 'node:fs/promises'

export interface TreeWatch {
  /** The most memory that one process below held, in bytes, since the last time this was asked. */
  peak(): number
  stop(): void
}

/** Every process below `pid`. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const children = (text.match(/\d+/g) ?? []).map(Number)
  const below = await Promise.all(children.map(descendantsOf))
  return [...children, ...below.flat()]
}

/** Looks again and again how much memory the processes below `pid` hold. */
export function watchTree(pid: number): TreeWatch {
  let peak = 0
  const look = async () => {
    for (const child of await descendantsOf(pid)) {
      const status = await readFile(`/proc/${child}/status`, 'utf8').catch(() => '')
      peak = Math.max(peak, Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024)
    }
  }
  const timer = setInterval(() => void look(), 50)
  return {
    peak() {
      const found = peak
      peak = 0
      return found
    },
    stop: () => clearInterval(timer),
  }
}
