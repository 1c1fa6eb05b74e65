import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { StorePlace } from '#store/engine.ts'

const WORKER = fileURLToPath(import.meta.resolve('./fault-worker.ts'))
const PATIENCE_MS = 60_000
const LOOK_MS = 20

interface Message {
  ready?: number
  written?: string
  refused?: string
  fault?: string
}

/** A process that writes as fast as it may, through whatever happens to its database. It is never started again. */
export interface Writer {
  pid: number
  written: Set<string>
  /** What people would be told, each sentence once. */
  refused: Set<string>
  /** Anything else that went wrong. */
  faults: string[]
  /** When so many more writes were acknowledged. */
  untilWritten(count: number): Promise<void>
  /** When a write was refused since the last look. */
  untilRefused(): Promise<void>
  stop(): Promise<void>
}

export async function startWriter(place: StorePlace): Promise<Writer> {
  const child = fork(WORKER, [JSON.stringify(place)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [written, refused, faults] = [new Set<string>(), new Set<string>(), [] as string[]]
  let refusals = 0
  const ready = Promise.withResolvers<number>()
  child.on('message', (message: Message) => {
    if (message.ready !== undefined) ready.resolve(message.ready)
    if (message.written !== undefined) written.add(message.written)
    if (message.fault !== undefined) faults.push(message.fault)
    if (message.refused === undefined) return
    refused.add(message.refused)
    refusals++
  })
  child.once('exit', code => {
    faults.push(`the writer ended with ${code}`)
    ready.reject(new Error('the writer ended before it was ready'))
  })
  const until = async (what: string, holds: () => boolean) => {
    for (const begun = Date.now(); !holds(); await sleep(LOOK_MS)) {
      if (Date.now() - begun > PATIENCE_MS) throw new Error(`waited a minute for ${what}`)
    }
  }
  const pid = await ready.promise
  return {
    pid,
    written,
    refused,
    faults,
    untilWritten(count) {
      const goal = written.size + count
      return until('writes to be acknowledged again', () => written.size >= goal)
    },
    untilRefused() {
      const seen = refusals
      return until('a write to be refused', () => refusals > seen)
    },
    async stop() {
      child.removeAllListeners('exit')
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
