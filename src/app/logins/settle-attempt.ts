import { asksUserinfoFirst } from '#oauth/asks-userinfo-first.ts'
import type { RawAnswer } from '#oauth/oauth-request.ts'
import { readTokens } from '#oauth/read-tokens.ts'
import { withAnsweredTokens } from '#oauth/steps.ts'
import type { TokenResult, TokenSet } from '#oauth/token-set.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { openAttemptSecrets, sealAttemptGrant } from './attempt-secrets.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { failAttempt } from './fail-attempt.ts'
import { finishSteps } from './finish-steps.ts'
import { endUnused, grantAttempt, orFail } from './grant-attempt.ts'
import { hiddenTexts } from './hidden-texts.ts'
import { askUserinfo } from './identify-account.ts'
import type { OpenedProvider } from './open-provider.ts'

interface Settlement {
  provider: OpenedProvider
  raw: RawAnswer
  captured: Record<string, string>
  /** What was answered to the steps after it, so far. */
  answers: readonly (RawAnswer | null)[]
  /** Texts that no message may repeat. */
  hide: readonly string[]
}

/**
 * Reads the stored answer of an exchange and moves the attempt on: `granted` for a new login, `added` or
 * `choose_account` for a reconnect, `failed` with its reason. Doing it twice changes nothing.
 */
export async function settleAttempt(context: AppContext, row: AttemptRow, settlement: Settlement): Promise<void> {
  const { provider, raw, hide } = settlement
  const { config, client } = provider
  const { inputs, nonce, dpopKey } = openAttemptSecrets(context, row)
  const read = await readAll(context, row, { ...settlement, inputs, dpopKey })
  if (!read) return
  if (!read.ok) {
    const secrets = [...hide, ...hiddenTexts({ client, inputs })]
    await failAttempt(context, row, tokenFailure(config.title, read.failure, secrets))
    return
  }
  await grantAttempt(context, row, { provider, tokens: read.tokens, raw, inputs, nonce })
}

/** The first answer and all that is asked after it; undefined when the attempt is over. */
async function readAll(context: AppContext, row: AttemptRow, reading: Reading): Promise<TokenResult | undefined> {
  const { provider, raw, captured, answers, inputs, dpopKey } = reading
  const { config } = provider
  const bound = dpopKey === undefined ? {} : { dpopKey }
  const offered = config.scopes.map(({ value }) => value)
  const first = readTokens(config, raw, { scopes: row.scopesAsked, offered, callback: captured, ...bound })
  const read = withAnsweredTokens(config, raw, first)
  const store = async (all: readonly (RawAnswer | null)[]) => {
    const grant = sealAttemptGrant(context, row, { raw, captured, answers: all })
    await context.store.attempts.finish(row.id, ['exchanging'], { status: 'exchanging', grant })
  }
  const all = read.ok
    ? await orFail(context, row, async () => {
        const tokens = asksUserinfoFirst(config) ? await enriched(context, reading, read.tokens) : read.tokens
        return finishSteps(context, provider, { tokens, inputs, answers, store })
      })
    : read
  if (first.ok && !all?.ok) await endUnused(context, row, { ...reading, tokens: first.tokens })
  return all
}

type Reading = Settlement & { inputs: JsonObject; dpopKey: string | undefined }

async function enriched(context: AppContext, { provider, inputs }: Reading, tokens: TokenSet): Promise<TokenSet> {
  const asked = await askUserinfo(context, provider, { tokens, inputs })
  return asked ? { ...tokens, kept: { ...tokens.kept, ...asked.kept } } : tokens
}
