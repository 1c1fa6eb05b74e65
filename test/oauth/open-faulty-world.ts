import { type LoginWorld, openLoginWorld } from '#app/logins/fixtures/login-world.ts'
import { createFetch } from '#egress/create-fetch.ts'
import { openGate } from '#egress/fixtures/open-gate.ts'
import type { JsonObject } from '#shared/json.ts'
import { buildDocument } from '../../score/lab/oauth/build-document.ts'
import { CLIENT } from '../faulty-provider/faulty-server.ts'
import { type FaultyProvider, startFaultyProvider } from '../faulty-provider/start-faulty-provider.ts'

export interface FaultyWorld {
  world: LoginWorld
  provider: FaultyProvider
  /** Loads the connector's config with these fields over the usual ones. Throws what the loader says. */
  load(fields?: JsonObject, values?: Record<string, string>, displayName?: string): Promise<void>
  close(): Promise<void>
}

/** A login world whose connector belongs to the faulty provider; both have the same clock. */
export async function openFaultyWorld(publicKey?: string): Promise<FaultyWorld> {
  const world = await openLoginWorld()
  const now = () => Date.now() + world.clock.shift
  world.context.clock.now = now
  // The real limit is 20 s for a whole request; it is tested where it is set.
  const gate = openGate(['localhost:*'])
  Object.assign(world.context, { fetch: createFetch({ gate, userAgent: 'flow-test/1', wholeMs: 1_500 }) })
  const provider = await startFaultyProvider({ now, ...(publicKey === undefined ? {} : { publicKey }) })
  return {
    world,
    provider,
    async load(fields = {}, values = {}, displayName = 'Depot') {
      for (const key of Object.keys(world.document)) delete world.document[key]
      Object.assign(world.document, buildDocument(provider.origin, []), fields)
      await world.load({ CLIENT_ID: CLIENT.id, CLIENT_SECRET: CLIENT.secret, ...values }, displayName)
    },
    async close() {
      await world.close()
      await provider.close()
    },
  }
}
