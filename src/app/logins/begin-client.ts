import { clientTokenRequest } from '#oauth/client-token-request.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuth2Config } from '#oauth/types.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { hashState } from './attempt-lookup.ts'
import { attemptPage } from './attempt-page.ts'
import { openAttemptSecrets } from './attempt-secrets.ts'
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
  // No callback can meet it: there is none.
  const lookupHash = hashState(Buffer.from(random(32)).toString('hex'))
  if (!(await store.attempts.takeForStart(row.id, row.sessionHash, { lookupHash, secrets: row.secrets })))
    return undefined
  const taken = await store.attempts.takeForExchange(row.id)
  if (!taken) return undefined
  const { inputs } = openAttemptSecrets(context, taken)
  const { config: own, client } = provider
  const input = { config: own, client, inputs: scalars(inputs), scopes: row.scopesAsked, fresh: freshOf(context) }
  await runExchange(context, { row: taken, provider, request: () => clientTokenRequest(input), captured: {}, hide: [] })
  return attemptPage(config.publicUrl, row)
}
