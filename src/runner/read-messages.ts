import type { Readable } from 'node:stream'
import { isObject, type JsonObject, own } from '#shared/json.ts'
import { LIMITS } from './protocol.ts'
import type { RunLog } from './types.ts'

/** A handle, the names around it, and a text that names what is wrong. */
const RESULT_BYTES = LIMITS.resultBytes * 2
/** How the line of a result begins. Only one such line is read: each costs this process time. */
const RESULT = Buffer.from('{"result":')
const LINES = LIMITS.logLines + LIMITS.connections + 10

export interface ReadMessages {
  /** What the child gave as result, still to be judged; undefined when it gave none. */
  result: JsonObject | undefined
  logs: RunLog[]
  /** It sent more or longer messages than a child of ours does. */
  flooded: boolean
}

interface Listeners {
  onStarted: () => void
  onResult: () => void
  /** Gives false when this is no question, or one too many: then the child is ended. */
  onNetwork: (question: unknown) => boolean
  onFlood: () => void
}

/**
 * Reads lines of JSON from fd 3. Connector code can write there too, so nothing is believed: other lines are dropped,
 * the first result counts, and a flood ends the process.
 */
export function readMessages(stream: Readable, listeners: Listeners): () => ReadMessages {
  const read: ReadMessages = { result: undefined, logs: [], flooded: false }
  let pending: Buffer[] = []
  let pendingBytes = 0
  let lines = 0
  const flood = () => {
    read.flooded = true
    stream.destroy()
    listeners.onFlood()
  }
  let results = 0
  const isResult = (line: Buffer) => line.subarray(0, RESULT.length).equals(RESULT)
  const allowedFor = (line: Buffer) => (results === 0 && isResult(line) ? RESULT_BYTES : LIMITS.lineBytes)
  const take = (line: string) => {
    if (++lines > LINES) return flood()
    const message = parseMessage(line)
    if (!message) return
    const log = readLog(own(message, 'log'))
    const result = own(message, 'result')
    const network = own(message, 'network')
    if (own(message, 'started') === true && lines === 1) listeners.onStarted()
    else if (log) read.logs.push(log)
    else if (network !== undefined && !listeners.onNetwork(network)) flood()
    else if (isObject(result) && !read.result) {
      read.result = result
      listeners.onResult()
    }
  }
  stream.on('data', (chunk: Buffer) => {
    let rest = chunk
    for (let end = rest.indexOf(10); end !== -1 && !read.flooded; end = rest.indexOf(10)) {
      const line = Buffer.concat([...pending, rest.subarray(0, end)])
      pending = []
      pendingBytes = 0
      rest = rest.subarray(end + 1)
      if (line.length > allowedFor(line)) flood()
      else take(line.toString('utf8'))
      if (isResult(line)) results++
    }
    pending.push(rest)
    pendingBytes += rest.length
    // The first part tells what the line will be.
    if (pending.length > 1 && (pending[0]?.length ?? 0) < RESULT.length) pending = [Buffer.concat(pending)]
    if (pendingBytes > allowedFor(pending[0] ?? rest) && !read.flooded) flood()
  })
  stream.on('error', () => undefined)
  return () => read
}

function parseMessage(line: string): JsonObject | undefined {
  try {
    const message: unknown = JSON.parse(line)
    return isObject(message) ? message : undefined
  } catch {
    return undefined
  }
}

const LEVELS: readonly RunLog['level'][] = ['debug', 'info', 'warn', 'error']

function readLog(value: unknown): RunLog | undefined {
  if (!isObject(value)) return undefined
  const level = LEVELS.find(known => known === own(value, 'level'))
  const logger = own(value, 'logger')
  const text = own(value, 'text')
  return level && typeof logger === 'string' && typeof text === 'string' ? { level, logger, text } : undefined
}
