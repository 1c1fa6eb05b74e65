import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { type Captured, captureOutput } from './capture-output.ts'
import { type ChildPlace, childCommand } from './child-command.ts'
import { endProcess } from './end-process.ts'
import { limitChannel } from './limit-channel.ts'
import type { ChildRequest } from './protocol.ts'
import { type ReadMessages, readMessages } from './read-messages.ts'
import { type ConnectionServer, serveConnections } from './serve-connections.ts'
import type { NetworkGate } from './types.ts'
import { type Closing, untilClosed } from './until-closed.ts'
import { childrenNow, watchMemory } from './watch-memory.ts'

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

export interface ChildStart {
  place: ChildPlace
  /** Absolute path of the connector's `index.js`, which is loaded at once; null for an idle child. */
  file: string | null
  /** Its way to the network. */
  gate: NetworkGate
  /** The child is up, and connector code is about to be loaded. */
  onStarted?: (child: ChildProcess) => void
}

/** A process that has loaded a connector, or is about to. */
export interface Child {
  readonly process: ChildProcess
  /** False from the moment it ended, or was told to. */
  readonly usable: boolean
  /** Gives it its one request. Resolves with its answer, however the process ends later, or with its end; never rejects. */
  run(request: ChildRequest): Promise<ChildEnd>
  /** Ends it at once. */
  stop(): void
  /** When it is gone. */
  readonly gone: Promise<unknown>
}

/** What may be pulled from several sides while a child lives. */
interface Reins {
  stop: () => void
  /** Fires when it was told to end. */
  stopping: AbortSignal
  timedOut: boolean
  tooLarge: boolean
  flooded: boolean
  /** A request was given. */
  running: boolean
  limit?: NodeJS.Timeout
  kill?: NodeJS.Timeout
  /** Starts the time that connector code has, anew. */
  startClock: () => void
  /** When it has answered, and what it printed before that has been read. */
  answered: Promise<Closing>
  /** Its answer has come. */
  onAnswer: () => void
}

/** Starts one child, which lives for one request, and gathers what it says. */
export function startChild({ place, file, gate, onStarted }: ChildStart): Child {
  const { command, args } = childCommand(place)
  const child = spawn(command, args, {
    // Node opens its channel when it starts, where it is told of one: this comes before what `spawn` adds, and counts.
    // A child opens its own when it needs it (decision 104).
    env: { NODE_CHANNEL_FD: '' },
    cwd: place.root ?? '/',
    // The last one can carry sockets. All the rest goes over fd 3, where lines can be counted and measured.
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'ipc'],
    // In a group of its own: a signal to "my group" would reach the server.
    detached: true,
    windowsHide: true,
  }) as ChildProcessWithoutNullStreams
  const reins = holdReins(child)
  const connections = serveConnections(child, gate)
  const outputs = { stdout: captureOutput(child.stdout), stderr: captureOutput(child.stderr) }
  const messages = listen(child, { reins, connections, onStarted })
  const closing = untilClosed(child, place.level, reins.stopping)
  void closing.then(() => {
    clearTimers(reins)
    connections.close()
  })
  child.stdin.write(`${JSON.stringify({ file })}\n`)
  return {
    process: child,
    gone: closing,
    stop: reins.stop,
    get usable() {
      return child.exitCode === null && child.signalCode === null && !child.killed && child.pid !== undefined
    },
    async run(request) {
      const began = performance.now()
      let limitMs = 0
      reins.running = true
      reins.startClock = () => {
        clearTimers(reins)
        limitMs = request.timeoutMs
        reins.limit = setTimeout(() => {
          reins.timedOut = true
        }, limitMs)
        reins.kill = setTimeout(reins.stop, limitMs + GRACE_MS)
      }
      reins.startClock()
      child.stdin.write(`${JSON.stringify(request)}\n`)
      // Nobody waits for Node to take itself down.
      const { code, signal, spawnError } = await Promise.race([closing, reins.answered])
      const read = messages()
      return {
        ...read,
        flooded: read.flooded || reins.flooded,
        stdout: outputs.stdout(),
        stderr: outputs.stderr(),
        code,
        signal,
        timedOut: reins.timedOut,
        tooLarge: reins.tooLarge,
        spawnError,
        milliseconds: Math.round(performance.now() - began),
        refusedTarget: connections.refused,
      }
    },
  }
}

function holdReins(child: ChildProcessWithoutNullStreams): Reins {
  const told = new AbortController()
  const { promise: answered, resolve: answer } = Promise.withResolvers<Closing>()
  const reins: Reins = {
    stop: () => {
      // While it builds its walls, bwrap does not yet take along what it has started.
      const below = childrenNow(child.pid)
      child.kill('SIGKILL')
      for (const pid of below) endProcess(pid)
      if (child.pid !== undefined) endProcess(-child.pid)
      told.abort()
    },
    stopping: told.signal,
    timedOut: false,
    tooLarge: false,
    flooded: false,
    running: false,
    startClock: () => undefined,
    answered,
    // What it printed first lies in its pipes by now; the next turn of the loop reads it.
    onAnswer: () => setImmediate(() => setImmediate(answer, { code: null, signal: null, spawnError: null })),
  }
  // A child that ended early leaves a broken pipe; its end is told by 'close'.
  child.stdin.on('error', () => undefined)
  limitChannel(child, () => {
    reins.flooded = true
    reins.stop()
  })
  const unwatch = watchMemory(child.pid ?? 0, () => {
    reins.tooLarge = true
    reins.stop()
  })
  child.once('close', unwatch)
  child.once('error', unwatch)
  return reins
}

interface Ears {
  reins: Reins
  connections: ConnectionServer
  onStarted: ChildStart['onStarted']
}

function listen(child: ChildProcessWithoutNullStreams, { reins, connections, onStarted }: Ears): () => ReadMessages {
  return readMessages(child.stdio[3] as Readable, {
    onStarted: () => {
      // Loading Node itself does not count: on a busy machine it may take longer than a short limit.
      reins.startClock()
      onStarted?.(child)
    },
    onResult: () => {
      clearTimers(reins)
      // An answer before the question: nothing more is to be expected of it.
      if (!reins.running) return reins.stop()
      reins.kill = setTimeout(reins.stop, LEAVE_MS)
      reins.onAnswer()
    },
    onNetwork: connections.take,
    onFlood: reins.stop,
  })
}

function clearTimers(reins: Reins): void {
  clearTimeout(reins.limit)
  clearTimeout(reins.kill)
}
