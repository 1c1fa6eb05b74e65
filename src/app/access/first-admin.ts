import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, own } from '#shared/json.ts'
import type { AppContext } from '../context.ts'
import { hashSecret } from '../hash-secret.ts'

const KEY = 'first_admin'
const HALF_HOUR_MS = 30 * 60_000
const CODE_BYTES = 10

interface Offer {
  hash: string
  until: number
}

/**
 * A code that makes the first administrator out of whoever signs in and enters it within half an hour; undefined where
 * there is an administrator already, or a group decides (security.md §6.1). Each start makes its own.
 */
export async function offerFirstAdmin({ store, owner, random, config }: AppContext): Promise<string | undefined> {
  if (!config.team || config.team.adminGroup !== undefined) return undefined
  const users = await store.users.list(owner.workspaceId)
  if (users.some(({ role, disabledAt }) => role === 'admin' && disabledAt === null)) return undefined
  const code = Buffer.from(random(CODE_BYTES))
    .toString('hex')
    .replace(/(.{5})(?=.)/g, '$1-')
  const offer = { hash: hashSecret(code), until: store.now() + HALF_HOUR_MS }
  await store.transaction(async tx => {
    const open = readOffers(await tx.meta.get(KEY)).filter(({ until }) => until > store.now())
    await tx.meta.set(KEY, JSON.stringify([...open, offer]))
  })
  return code
}

/** Makes the caller administrator. Throws `forbidden` for a code that is not known, over, or was used. */
export function makeBecomeFirstAdmin({ store, owner, audit }: AppContext) {
  return async (code: string): Promise<void> => {
    const hash = hashSecret(code.trim().toLowerCase())
    const taken = await store.transaction(async tx => {
      const fits = readOffers(await tx.meta.get(KEY)).some(one => one.hash === hash && one.until > store.now())
      if (!fits) return false
      await tx.meta.set(KEY, '[]')
      return (await tx.users.update(owner.userId, { role: 'admin' })) !== null
    })
    const outcome = taken ? 'ok' : 'forbidden'
    audit.note({ actor: owner.userId, action: 'first-admin', object: owner.userId, outcome, reason: '' })
    if (taken) return
    throw new AppError('forbidden', {
      detail:
        'This code is not known, or it is over. A start of the server prints a new one while there is no administrator.',
    })
  }
}

function readOffers(text: string | null): Offer[] {
  const value: unknown = JSON.parse(text ?? '[]')
  if (!Array.isArray(value)) return []
  return value
    .filter(one => isObject(one))
    .map((one: { [name: string]: Json }) => ({ hash: String(own(one, 'hash')), until: Number(own(one, 'until')) }))
}
