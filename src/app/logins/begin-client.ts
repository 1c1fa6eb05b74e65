import { clientTokenRequest } from '#oauth/client-token-request.ts'
import { newDpopKey } from '#oauth/dpop-key.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuth2Config } from '#oauth/types.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { attemptPage } from './attempt-page.ts'
import { openAttemptSecrets, sealAttemptSecrets } from './attempt-secrets.ts'
import { unmetLookup } from './begin-unmet.ts'
import { freshOf } from './fresh-of.ts'
import type { OpenedProvider } from './open-provider.ts'
import { runExchange } from './run-exchange.ts'

/**
 * The sign-in of an application that acts for itself (RFC 6749 §4.4): nobody is sent anywhere, the tokens are fetched
 * at once. Gives the address of our own page that says how it went; undefined when the attempt was begun before.
 */
export async function beginClient(
  context: AppContext,
  row: AttemptRow,
  provider: OpenedProvider & { config: OAuth2Config },
): Promise<string | undefined> {
  const { store, random, config } = context
  const lookupHash = unmetLookup(context)
  const { config: own, client } = provider
  const { inputs } = openAttemptSecrets(context, row)
  const dpopKey = own.dpop ? newDpopKey(random) : undefined
  const secrets = sealAttemptSecrets(context, row, { inputs, ...(dpopKey === undefined ? {} : { dpopKey }) })
  if (!(await store.attempts.takeForStart(row.id, row.sessionHash, { lookupHash, secrets }))) return undefined
  const taken = await store.attempts.takeForExchange(row.id)
  if (!taken) return undefined
  const asked = { scopes: row.scopesAsked, dpopKey, fresh: freshOf(context) }
  const input = { config: own, client, inputs: scalars(inputs), ...asked }
  await runExchange(context, { row: taken, provider, request: () => clientTokenRequest(input), captured: {}, hide: [] })
  return attemptPage(config.publicUrl, row)
}
