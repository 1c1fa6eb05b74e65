import { answerSdk } from './child/answer-sdk.ts'
import { blockOutput } from './child/block-output.ts'
import { callConnector } from './child/call-connector.ts'
import { guardNetwork } from './child/guard-network.ts'
import { makeEnding } from './child/make-ending.ts'
import { openChannel } from './child/open-channel.ts'
import { readRequest } from './child/read-request.ts'
import { removePowers } from './child/remove-powers.ts'
import type { RunLog } from './types.ts'

/**
 * The whole life of the process that connector code runs in. The order counts: powers go, and everything we need
 * ourselves is taken hold of, before the first line of foreign code.
 */
export async function startChild(makeSdk: (sink: (line: RunLog) => void) => object): Promise<void> {
  removePowers()
  blockOutput()
  const channel = openChannel()
  guardNetwork(channel.ask)
  answerSdk(makeSdk(channel.log))
  const request = await readRequest()
  channel.started()
  // An idle child only shows that one can start, and how much memory that takes.
  if (request.operation === 'idle') return
  await callConnector(request, makeEnding(channel))
}
