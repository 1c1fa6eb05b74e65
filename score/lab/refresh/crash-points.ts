import type { Halt } from './halts.ts'

/** A moment at which a process is killed, and what may be lost by that. */
export interface CrashPoint {
  name: string
  flow: 'refresh' | 'connect' | 'delete' | 'rotate' | 'tell'
  /** Absent: the server kills it, when it has given out tokens and before it says so. */
  halt?: Pick<Halt, 'at'> & { count?: number }
  /**
   * The server has taken the old token, or the code, and nothing of its answer is stored yet. A server that takes a
   * token only once has by its protocol lost the login then; nothing we do can bring it back.
   */
  inWindow?: boolean
}

/** The points of security.md §8, R-3, that sign-in, renewal, deletion, the replacement of keys and webhooks pass, in their order. */
export const CRASH_POINTS: readonly CrashPoint[] = [
  { name: 'lease taken', flow: 'refresh', halt: { at: 'after grants.lease' } },
  { name: 'before the request', flow: 'refresh', halt: { at: 'before send' } },
  { name: 'server committed', flow: 'refresh', inWindow: true },
  { name: 'answer not yet in the journal', flow: 'refresh', halt: { at: 'before journal.insert' }, inWindow: true },
  { name: 'answer in the journal', flow: 'refresh', halt: { at: 'after journal.insert' } },
  { name: 'tokens written, nobody told', flow: 'refresh', halt: { at: 'after grants.apply' } },
  { name: 'attempt written', flow: 'connect', halt: { at: 'after attempts.insert' } },
  { name: 'begun', flow: 'connect', halt: { at: 'after attempts.takeForStart' } },
  { name: 'code taken', flow: 'connect', halt: { at: 'after attempts.takeForExchange' } },
  { name: 'server committed', flow: 'connect', inWindow: true },
  { name: 'answer not yet stored', flow: 'connect', halt: { at: 'after send' }, inWindow: true },
  { name: 'answer stored', flow: 'connect', halt: { at: 'after attempts.finish', count: 1 } },
  { name: 'tokens wait for their name', flow: 'connect', halt: { at: 'after attempts.finish', count: 2 } },
  { name: 'inside ADD', flow: 'connect', halt: { at: 'after accounts.insert' } },
  { name: 'ADD written, nobody told', flow: 'connect', halt: { at: 'after transaction' } },
  { name: 'before the rows go', flow: 'delete', halt: { at: 'before accounts.remove' } },
  { name: 'rows gone, nobody told', flow: 'delete', halt: { at: 'after transaction' } },
  { name: 'new data key written, nobody knows it', flow: 'rotate', halt: { at: 'data announced' } },
  { name: 'new data key active', flow: 'rotate', halt: { at: 'data active' } },
  { name: 'some values moved', flow: 'rotate', halt: { at: 'data moving' } },
  { name: 'all values moved, old data key not retired', flow: 'rotate', halt: { at: 'data moved' } },
  { name: 'new key file made', flow: 'rotate', halt: { at: 'kek made' } },
  { name: 'data keys wrapped anew, key file not replaced', flow: 'rotate', halt: { at: 'kek wrapped' } },
  { name: 'key file replaced, nobody told', flow: 'rotate', halt: { at: 'kek replaced' } },
  { name: 'end of a login written, not committed', flow: 'tell', halt: { at: 'after grants.setStatus' } },
  { name: 'end of a login committed, nobody told', flow: 'tell', halt: { at: 'after transaction' } },
  { name: 'message sent, nobody noted it', flow: 'tell', halt: { at: 'after send' } },
]
