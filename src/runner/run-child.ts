import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { type ChildPlace, childCommand } from './child-command.ts'
import { limitChannel } from './limit-channel.ts'
import type { ChildRequest } from './protocol.ts'
import { type ReadMessages, readMessages } from './read-messages.ts'
import { serveConnections } from './serve-connections.ts'
import type { NetworkGate } from './types.ts'
import { watchMemory } from './watch-memory.ts'

const OUTPUT_BYTES = 65_536
/** From the signal to the end of the process. */
const GRACE_MS = 1000
/** A child that has answered is gone at once; this is for one that is held. */
const LEAVE_MS = 500

export interface ChildEnd extends ReadMessages {
  stdout: Captured
  stderr: Captured
  code: number | null
  signal: NodeJS.Signals | null
  /** The limit had passed when the process ended. */
  timedOut: boolean
  /** It held more memory than it may. */
  tooLarge: boolean
  /** Not connector code: the process could not be started at all. */
  spawnError: Error | null
  milliseconds: number
  /** Host and port of a connection that has to be allowed first. */
  refusedTarget: string | undefined
}

export interface Captured {
  text: string
  cut: boolean
}

export interface ChildRun {
  place: ChildPlace
  request: ChildRequest
  /** Its way to the network. */
  gate: NetworkGate
  /** Given the process as soon as there is one, to end it from outside or to look at it. */
  onStart?: (child: ChildProcess) => void
  /** The child is up, and connector code is about to be loaded. */
  onStarted?: (child: ChildProcess) => void
}

/** Runs one child from start to end and gathers what it said. Resolves however it ends; never rejects. */
export function runChild({ place, request, gate, onStart, onStarted }: ChildRun): Promise<ChildEnd> {
  const began = performance.now()
  const { command, args } = childCommand(place)
  const child = spawn(command, args, {
    env: {},
    cwd: place.root ?? '/',
    // The last one can carry sockets. All the rest goes over fd 3, where lines can be counted and measured.
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'ipc'],
    // In a group of its own: a signal to "my group" would reach the server.
    detached: true,
    windowsHide: true,
  }) as ChildProcessWithoutNullStreams
  onStart?.(child)
  const stop = () => child.kill('SIGKILL')
  let flooded = false
  limitChannel(child, () => {
    flooded = true
    stop()
  })
  const connections = serveConnections(child, gate)
  let tooLarge = false
  const unwatch = watchMemory(child.pid ?? 0, () => {
    tooLarge = true
    stop()
  })
  let timedOut = false
  let limit: NodeJS.Timeout | undefined
  let kill: NodeJS.Timeout | undefined
  const startClock = () => {
    clearTimeout(limit)
    clearTimeout(kill)
    limit = setTimeout(() => {
      timedOut = true
    }, request.timeoutMs)
    kill = setTimeout(stop, request.timeoutMs + GRACE_MS)
  }
  startClock()
  const stdout = capture(child.stdout)
  const stderr = capture(child.stderr)
  const messages = readMessages(child.stdio[3] as Readable, {
    onStarted: () => {
      // Loading Node itself does not count: on a busy machine it may take longer than a short limit.
      startClock()
      onStarted?.(child)
    },
    onResult: () => {
      clearTimeout(limit)
      clearTimeout(kill)
      kill = setTimeout(stop, LEAVE_MS)
    },
    onNetwork: connections.take,
    onFlood: stop,
  })
  // A child that ended early leaves a broken pipe; its end is told by 'close'.
  child.stdin.on('error', () => undefined)
  child.stdin.write(`${JSON.stringify(request)}\n`)
  return new Promise(resolve => {
    let spawnError: Error | null = null
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(limit)
      clearTimeout(kill)
      unwatch()
      connections.close()
      const milliseconds = Math.round(performance.now() - began)
      const outputs = { stdout: stdout(), stderr: stderr() }
      const refusedTarget = connections.refused
      const read = messages()
      resolve({
        ...read,
        flooded: read.flooded || flooded,
        ...outputs,
        code,
        signal,
        timedOut,
        tooLarge,
        spawnError,
        milliseconds,
        refusedTarget,
      })
    }
    child.on('error', error => {
      spawnError = error
      if (child.pid === undefined) end(null, null)
    })
    child.on('close', end)
  })
}

/** Keeps the first 64 KiB of a stream and lets the rest flow away, so that the child never waits for us. */
function capture(stream: Readable): () => Captured {
  const chunks: Buffer[] = []
  let bytes = 0
  stream.on('data', (chunk: Buffer) => {
    if (bytes < OUTPUT_BYTES) chunks.push(chunk)
    bytes += chunk.length
  })
  stream.on('error', () => undefined)
  return () => ({
    text: Buffer.concat(chunks).subarray(0, OUTPUT_BYTES).toString('utf8'),
    cut: bytes > OUTPUT_BYTES,
  })
}
