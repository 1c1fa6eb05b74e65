import { blockOutput } from './child/block-output.ts'
import { callConnector } from './child/call-connector.ts'
import { guardNetwork } from './child/guard-network.ts'
import { hookModules } from './child/hook-modules.ts'
import { loadConnector } from './child/load-connector.ts'
import { makeEnding } from './child/make-ending.ts'
import { openChannel } from './child/open-channel.ts'
import { readLines } from './child/read-lines.ts'
import { removePowers } from './child/remove-powers.ts'
import type { ChildCode, ChildRequest } from './protocol.ts'
import type { RunLog } from './types.ts'

/**
 * The whole life of the process that connector code runs in. The order counts: powers go, and everything we need
 * ourselves is taken hold of, before the first line of foreign code.
 */
export async function startChild(makeSdk: (sink: (line: RunLog) => void) => object): Promise<void> {
  removePowers()
  blockOutput()
  const channel = openChannel()
  const onAsked = guardNetwork(channel.ask)
  const read = hookModules({ sdk: makeSdk(channel.log), onAsked })
  const nextLine = readLines()
  channel.started()
  const { file }: ChildCode = JSON.parse(await nextLine())
  // An idle child only shows that one can start, and how much memory that takes: it waits until it is ended.
  while (file === null) await nextLine()
  const ending = makeEnding(channel)
  const connector = loadConnector(file, read)
  const request: ChildRequest = JSON.parse(await nextLine())
  await callConnector(request, connector, ending)
}
