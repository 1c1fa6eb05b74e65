import { createFetch } from '#egress/create-fetch.ts'
import { createGate } from '#egress/open-connection.ts'
import { readHostRule } from '#egress/read-host-rule.ts'
import { draftFromMetadata } from '#oauth/draft-from-metadata.ts'
import { send } from '#oauth/send.ts'
import { metadataRequests, readMetadata } from '#oauth/server-metadata.ts'
import { AppError } from '#shared/errors/app-error.ts'

/**
 * Asks a server what it says of itself and drafts a config after it. An author may ask what listens on the own machine.
 * Throws `wrong_use` with what the server said instead.
 */
export async function draftFromIssuer(issuer: string): Promise<ReturnType<typeof draftFromMetadata>> {
  const rule = readHostRule('localhost:*')
  const rules = typeof rule === 'string' ? [] : [rule]
  const gate = createGate({ mode: 'single', rules: async () => rules, ownPorts: new Set() })
  const fetch = createFetch({ gate, userAgent: 'flow-connections' })
  const asking = { issuer, values: {}, hostSuffix: [], loopbackHttp: true, ca: null }
  let why = ''
  for (const request of metadataRequests(asking)) {
    const read = readMetadata(asking, await send(fetch, request))
    if (read.ok) return draftFromMetadata(issuer, read.said)
    why = read.why
  }
  throw new AppError('wrong_use', {
    detail: `${issuer} was asked what it says of itself, and ${why}. Nothing was written.`,
  })
}
