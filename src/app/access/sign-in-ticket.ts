import { AppError } from '#shared/errors/app-error.ts'
import { isObject, own } from '#shared/json.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { AppContext } from '../context.ts'

/** What a browser carries while its person is at the sign-in service. */
interface Ticket {
  state: string
  nonce: string
  /** Of PKCE. */
  verifier: string
  /** Where on our page to go on. */
  returnPath: string
}

type Sealer = Pick<AppContext, 'keyring' | 'owner' | 'store'>

/** Only we can read it, and only we can have made it. `until`: ms since 1970. */
export function sealTicket(context: Sealer, ticket: Ticket & { until: number }): string {
  return Buffer.from(sealJson(context.keyring, { ...ticket }, placeOf(context))).toString('base64url')
}

/** Throws `session_missing` for one that is not ours or not there, `state_expired` for one that is over. */
export function openTicket(context: Sealer, text: string | undefined): Ticket {
  const value = tryOpen(context, text)
  const [state, nonce, verifier, returnPath] = ['state', 'nonce', 'verifier', 'returnPath'].map(name =>
    String(own(value, name)),
  ) as [string, string, string, string]
  if (Number(own(value, 'until')) > context.store.now()) return { state, nonce, verifier, returnPath }
  throw new AppError('state_expired', { detail: 'Signing in took longer than 10 minutes. Start again.' })
}

function tryOpen(context: Sealer, text: string | undefined) {
  try {
    const value = openJson(context.keyring, Buffer.from(text ?? '', 'base64url'), placeOf(context))
    if (isObject(value)) return value
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'unreadable')) throw error
  }
  throw new AppError('session_missing', {
    detail: 'This browser did not begin a sign-in, or sends no cookies. Start again.',
  })
}

function placeOf({ owner }: Sealer) {
  return { workspace: owner.workspaceId, table: 'sign_in', row: 'ticket', column: 'value', version: 1 }
}
