import { syncBuiltinESMExports } from 'node:module'
import type { NetworkQuestion } from '../protocol.ts'
import { makeAskParent } from './ask-parent.ts'
import { patchNames } from './patch-names.ts'
import { patchSockets } from './patch-sockets.ts'

/**
 * Gives connector code the network although this process has none (security.md §3.2): every connection and every name
 * is asked of the parent, which hands a connected socket over. Below these patches Node refuses every connection of its
 * own, so code that finds its way past them finds a closed door. Gives what is to be told of each module that is asked for.
 */
export function guardNetwork(send: (question: NetworkQuestion) => void): (module: string) => void {
  const ask = makeAskParent(send)
  patchSockets(ask)
  syncBuiltinESMExports()
  return patchNames(ask)
}
