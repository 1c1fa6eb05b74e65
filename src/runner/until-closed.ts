import type { ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { endProcess } from './end-process.ts'
import type { RunnerLevel } from './types.ts'

/** From the end of the process we started to the end of all it started. */
const ORPHAN_MS = 2000

/** How a process ended. */
export interface Closing {
  code: number | null
  signal: NodeJS.Signals | null
  spawnError: Error | null
}

/** The end of a process and of its pipes. `stopping` fires when it was told to end; never rejects. */
export function untilClosed(child: ChildProcess, level: RunnerLevel, stopping: AbortSignal): Promise<Closing> {
  return new Promise(resolve => {
    let spawnError: Error | null = null
    child.on('error', error => {
      spawnError = error
      if (child.pid === undefined) resolve({ code: null, signal: null, spawnError })
    })
    // Something below it may live on and hold its pipes: it loses them, and ends by that. Nobody waits for it.
    const letGo = () => {
      const timer = setTimeout(() => {
        for (const stream of child.stdio) stream?.destroy()
        if (child.connected) child.disconnect()
        resolve({ code: child.exitCode, signal: child.signalCode ?? 'SIGKILL', spawnError })
      }, ORPHAN_MS)
      child.once('close', () => clearTimeout(timer))
    }
    child.once('exit', () => {
      // Somebody else may have ended it in that moment: what it had started then is in its group, and nowhere else to be found.
      if (level === 'bubblewrap' && child.pid !== undefined) endProcess(-child.pid)
      letGo()
    })
    stopping.addEventListener('abort', letGo, { once: true })
    child.on('close', (code, signal) => {
      // bwrap passes a death by signal on as a code, as a shell does.
      const inner = level === 'bubblewrap' && code !== null && code > 128 ? signalOf(code - 128) : null
      resolve({ code: inner ? null : code, signal: signal ?? inner, spawnError })
    })
  })
}

function signalOf(number: number): NodeJS.Signals | null {
  const found = Object.entries(constants.signals).find(([, value]) => value === number)
  return found ? (found[0] as NodeJS.Signals) : null
}
