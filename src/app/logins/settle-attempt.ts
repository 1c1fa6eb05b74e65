import { readTokens } from '#oauth/read-tokens.ts'
import type { RawAnswer } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { openAttemptSecrets, sealAttemptGrant } from './attempt-secrets.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { failAttempt } from './fail-attempt.ts'
import { hiddenTexts } from './hidden-texts.ts'
import { identifyAccount } from './identify-account.ts'
import type { OpenedProvider } from './open-provider.ts'
import { renewLogin } from './renew-login.ts'

/** Minutes a person has to name a login after the sign-in; then its tokens are revoked and dropped. */
const ADD_WITHIN_MS = 15 * 60_000

interface Settlement {
  provider: OpenedProvider
  raw: RawAnswer
  captured: Record<string, string>
  /** Texts that no message may repeat. */
  hide: readonly string[]
}

/**
 * Reads the stored answer of an exchange and moves the attempt on: `granted` for a new login, `added` or
 * `choose_account` for a reconnect, `failed` with its reason. Doing it twice changes nothing.
 */
export async function settleAttempt(context: AppContext, row: AttemptRow, settlement: Settlement): Promise<void> {
  const { provider, raw, captured, hide } = settlement
  const { config, client } = provider
  const read = readTokens(config, raw, { scopes: row.scopesAsked, callback: captured })
  const { inputs, nonce } = openAttemptSecrets(context, row)
  if (!read.ok) {
    const secrets = [...hide, ...hiddenTexts({ client, inputs })]
    await failAttempt(context, row, tokenFailure(config.title, read.failure, secrets))
    return
  }
  const complete = row.purpose === 'reconnect'
  const known = await identifyAccount(context, provider, { tokens: read.tokens, raw, inputs, nonce, complete }).catch(
    async (error: unknown) => {
      if (!(error instanceof AppError)) throw error
      await failAttempt(context, row, error)
      return undefined
    },
  )
  if (!known) return
  const { tokens, account } = known
  if (row.purpose === 'reconnect') {
    await renewLogin(context, row, { provider, tokens, account, inputs })
    return
  }
  await context.store.attempts.finish(row.id, ['exchanging'], {
    status: 'granted',
    grant: sealAttemptGrant(context, row, { tokens, account }),
    expiresAt: context.store.now() + ADD_WITHIN_MS,
  })
}
