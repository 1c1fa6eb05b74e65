import { Socket } from 'node:net'
import { CHANNEL_FD, type NetworkAnswer, type NetworkQuestion } from '../protocol.ts'

/** What a socket is made of. */
export interface Handle {
  /** A unix socket has none. */
  setNoDelay?(on: boolean): void
  close(): void
}

interface HandleHolder {
  _handle: Handle | null
}

type Settle = (answer: NetworkAnswer, handle: Handle | undefined) => void

/** Asks the parent for a connection or for the addresses of a name. */
export type AskParent = (question: Omit<NetworkQuestion, 'id'>, settle: Settle) => void

/** Numbers the questions, and finds for each answer who waits for it. */
export function makeAskParent(send: (question: NetworkQuestion) => void): AskParent {
  const waiting = new Map<number, Settle>()
  const { getBuiltinModule } = process
  let questions = 0
  return (question, settle) => {
    if (questions === 0) listenForAnswers(waiting, getBuiltinModule)
    const id = ++questions
    waiting.set(id, settle)
    send({ id, ...question })
  }
}

interface ForkChild {
  _forkChild(fd: number, serialization: 'json'): void
}

/**
 * Answers come over the channel that can carry sockets. Node opens one when it starts, unless the parent hides the number
 * of it (decision 104): code that asks for nothing does not wait for that. It does not keep the process alive: the time
 * limit does.
 */
function listenForAnswers(waiting: Map<number, Settle>, getBuiltinModule: typeof process.getBuiltinModule): void {
  if (!process.channel) (getBuiltinModule('node:child_process') as unknown as ForkChild)._forkChild(CHANNEL_FD, 'json')
  process.on('message', (message: NetworkAnswer, carrier: unknown) => {
    const handle = takeHandle(carrier)
    const settle = waiting.get(message.id)
    waiting.delete(message.id)
    if (settle) settle(message, handle)
    else handle?.close()
  })
  process.channel?.unref()
}

/** The socket object that the handle travelled in is of no further use. */
function takeHandle(carrier: unknown): Handle | undefined {
  if (!(carrier instanceof Socket)) return undefined
  const holder = carrier as unknown as HandleHolder
  const handle = holder._handle
  holder._handle = null
  return handle ?? undefined
}
