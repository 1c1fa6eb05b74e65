import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import { isObject, type JsonObject, own } from '#shared/json.ts'
import { LIMITS, type NetworkAnswer, type NetworkQuestion } from './protocol.ts'
import type { NetworkGate } from './types.ts'

/** How the parent serves the connections of one child. */
export interface ConnectionServer {
  /** Takes a question that was read from the child; false when it is none, or one too many. */
  take(question: unknown): boolean
  /** Host and port of the last connection that has to be allowed first, if any. */
  readonly refused: string | undefined
  /** Ends what is still being opened. */
  close(): void
}

/** Opens what a child asks for through `gate`, and hands the socket over. What the child says is not believed. */
export function serveConnections(child: ChildProcess, gate: NetworkGate): ConnectionServer {
  const ended = new AbortController()
  let asked = 0
  let open = 0
  let refused: string | undefined
  const answer = (message: NetworkAnswer, socket?: Socket) => {
    if (ended.signal.aborted || !child.connected) {
      socket?.destroy()
      return
    }
    // A child that is gone by now leaves an error here; its end is told by 'close'.
    child.send(message, socket, { keepOpen: false }, () => socket?.destroy())
  }
  const serve = async ({ id, kind, host, port }: NetworkQuestion) => {
    try {
      if (kind === 'resolve') return answer({ id, addresses: await gate.resolve(host) })
      answer({ id }, await gate.open({ host, port, signal: ended.signal }))
    } catch (error) {
      refused = ruleOf(error) ?? refused
      answer({ id, error: codeOf(error) })
    }
  }
  return {
    take(given) {
      const question = readQuestion(given)
      if (!question || ++asked > LIMITS.connections) return false
      if (open >= LIMITS.opening) {
        answer({
          id: question.id,
          error: 'EMFILE',
        })
        return true
      }
      open++
      void serve(question).finally(() => {
        open--
      })
      return true
    },
    get refused() {
      return refused
    },
    close: () => ended.abort(),
  }
}

function readQuestion(given: unknown): NetworkQuestion | undefined {
  if (!isObject(given)) return undefined
  const [id, kind, host, port] = ['id', 'kind', 'host', 'port'].map(key => own(given as JsonObject, key))
  if (typeof id !== 'number' || typeof host !== 'string' || host.length > 255) return undefined
  if (kind !== 'connect' && kind !== 'resolve') return undefined
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 0 || port > 65_535) return undefined
  return { id, kind, host, port }
}

/** The code says it all: what is to be said to people is made of it once the run has ended. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'ECONNRESET'
}

function ruleOf(error: unknown): string | undefined {
  return error instanceof Error && 'rule' in error && typeof error.rule === 'string' ? error.rule : undefined
}
