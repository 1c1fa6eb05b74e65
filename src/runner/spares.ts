import { stat } from 'node:fs/promises'
import type { Child } from './start-child.ts'

/** Where connector code lies: its folder with links resolved, and its `index.js`. */
export interface CodePlace {
  root: string
  file: string
}

export interface Spares {
  /** Starts a process for this code, which has loaded it when it is needed. Does nothing when there is one. */
  prepare(place: CodePlace): Promise<void>
  /** The process that was started ahead, for good: nobody else gets it. */
  take(place: CodePlace): Promise<Child | undefined>
  /** Ends them all: the code on the disk is another one. */
  clear(): void
  /** The same, and starts none any more. */
  close(): void
  /** How many wait now. */
  readonly size: number
}

interface SparesOptions {
  start: (place: CodePlace) => Child
  /** At once; the one that waited longest goes first. */
  limit: number
  /** Milliseconds after which one that nobody took is ended. */
  idleMs: number
}

interface Spare {
  child: Child
  /** The state of the code when it was loaded. */
  stamp: string
  idle: NodeJS.Timeout
}

/** Processes started ahead for connectors whose form is open, so that a person does not wait for a start. */
export function createSpares({ start, limit, idleMs }: SparesOptions): Spares {
  const spares = new Map<string, Spare>()
  const remove = (file: string): Spare | undefined => {
    const spare = spares.get(file)
    clearTimeout(spare?.idle)
    spares.delete(file)
    return spare
  }
  const end = (file: string) => remove(file)?.child.stop()
  const clear = () => {
    for (const file of [...spares.keys()]) end(file)
  }
  let closed = false
  return {
    async prepare(place) {
      const stamp = await stampOf(place.file)
      if (closed) return
      const known = spares.get(place.file)
      if (known?.child.usable && known.stamp === stamp) {
        known.idle.refresh()
        return
      }
      end(place.file)
      while (spares.size >= limit) end([...spares.keys()][0] ?? '')
      const idle = setTimeout(end, idleMs, place.file)
      idle.unref()
      spares.set(place.file, { child: start(place), stamp, idle })
    },
    async take({ file }) {
      const spare = remove(file)
      if (!spare) return undefined
      if (spare.stamp === (await stampOf(file)) && spare.child.usable) return spare.child
      spare.child.stop()
      return undefined
    },
    clear,
    close() {
      closed = true
      clear()
    },
    get size() {
      return spares.size
    },
  }
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => undefined)
  return found ? `${found.ino} ${found.size} ${found.mtimeNs}` : ''
}
