import type { TokenSet } from '#oauth/token-set.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AppContext } from '../context.ts'
import { checkToken, type TokenCheck } from './check-token.ts'
import type { OpenedProvider } from './open-provider.ts'

/**
 * The validate request before tokens are saved. Pasted ones are saved unchecked where the service cannot be reached from
 * here (oauth.md §13). Throws `validation_failed` when they are refused, and `temporarily_unavailable`.
 */
export async function checkNewToken(
  context: AppContext,
  provider: OpenedProvider,
  { tokens, inputs }: { tokens: TokenSet; inputs: JsonObject },
): Promise<Exclude<TokenCheck, { result: 'refused' }>> {
  const pasted = tokens.origin === 'pasted'
  try {
    const check = await checkToken(context, provider, { tokens, inputs })
    if (check.result !== 'refused') return check
    if (pasted && check.passing) return { result: 'none' }
    throw new AppError('validation_failed', { detail: `Connection could not be validated: ${check.words}` })
  } catch (error) {
    if (pasted && error instanceof AppError && error.code === 'temporarily_unavailable') return { result: 'none' }
    throw error
  }
}
