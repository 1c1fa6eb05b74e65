import type { OAuthRequest } from '#oauth/oauth-request.ts'
import { accessRequest } from '#oauth/oauth1/access-request.ts'
import { tokenRequest } from '#oauth/token-request.ts'
import { scalars } from '#oauth/token-values.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import type { AttemptSecrets } from './attempt-secrets.ts'
import { freshOf } from './fresh-of.ts'
import type { OpenedProvider } from './open-provider.ts'
import { runExchange } from './run-exchange.ts'

interface Exchange {
  /** Taken for this exchange: status `exchanging`. */
  row: AttemptRow
  provider: OpenedProvider
  /** OAuth 1: the verifier. */
  code: string
  captured: Record<string, string>
  /** As it came back; empty where none was sent. */
  state: string
  secrets: AttemptSecrets
}

/** Turns the code into tokens, once. A failure ends the attempt with its reason; it is not thrown. */
export async function exchangeCode(context: AppContext, exchange: Exchange): Promise<void> {
  const { row, provider, code, captured, state, secrets } = exchange
  const { verifier = '', temporary } = secrets
  const hide = [code, state, verifier, temporary?.token ?? '', temporary?.secret ?? '']
  await runExchange(context, { row, provider, request: () => requestOf(context, exchange), captured, hide })
}

function requestOf(context: AppContext, { row, provider, code, captured, state, secrets }: Exchange): OAuthRequest {
  const { config, client } = provider
  const { redirectUri, scopesAsked: scopes } = row
  const input = { client, inputs: scalars(secrets.inputs), scopes, redirectUri }
  if (config.protocol === 'oauth1') {
    const { temporary = { token: '', secret: '' } } = secrets
    return accessRequest({ ...input, config, temporary, verifier: code })
  }
  const { verifier = '', dpopKey } = secrets
  return tokenRequest({ ...input, config, code, verifier, captured, state, dpopKey, fresh: freshOf(context) })
}
