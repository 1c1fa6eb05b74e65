import { openLoginWorld } from '#app/logins/fixtures/login-world.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { LIFE } from '../../../test/faulty-provider/faulty-server.ts'
import { startFaultyProvider } from '../../../test/faulty-provider/start-faulty-provider.ts'
import { buildDocument, type LeftOut } from './build-document.ts'
import type { QuirkRow } from './quirk-row.ts'
import { PUBLIC_KEY } from './signing-keys.ts'
import { loadProvider, type Walk, WalkFailure, walkLogin } from './walk-login.ts'

/** How far a login came. */
type Stage = 'load' | 'connect' | 'renew' | 'proof'

export type Outcome = { ok: true } | { ok: false; stage: Stage; why: string }

/** A background pass before the end of a token finds it due; this many seconds before. */
const BEFORE_END = 40

/**
 * A whole life of one login at a server with the quirks of `rows`: load, sign in, ADD, and tokens that are renewed
 * twice and good at every moment.
 */
export async function runCase(rows: readonly QuirkRow[], without?: LeftOut): Promise<Outcome> {
  const world = await openLoginWorld()
  const now = () => Date.now() + world.clock.shift
  const switches = rows.flatMap(row => row.switches)
  const provider = await startFaultyProvider({ switches, now, publicKey: PUBLIC_KEY })
  let stage: Stage = 'load'
  try {
    for (const key of Object.keys(world.document)) delete world.document[key]
    Object.assign(world.document, buildDocument(provider.origin, rows, without))
    world.context.clock.now = now
    await loadProvider(world, Object.assign({}, ...rows.map(row => row.load)))
    stage = 'connect'
    const walk = await walkLogin(world, provider)
    stage = 'renew'
    if (!rows.some(row => row.neverRenewed)) await renewTwice(walk)
    stage = 'proof'
    // What ends the login comes last.
    for (const { proof } of rows.toSorted(
      (a, b) => Number(a.takes.includes('end')) - Number(b.takes.includes('end')),
    )) {
      const wrong = await proof?.(walk)
      if (wrong !== undefined) return { ok: false, stage, why: wrong }
    }
    // Secrets and tokens of this server all begin so.
    return world.logged().includes('canary-') ? { ok: false, stage, why: 'the log holds a secret' } : { ok: true }
  } catch (error) {
    // A fault of ours is no outcome: it would look like a key that is missed.
    if (!(error instanceof AppError || error instanceof WalkFailure)) throw error
    return { ok: false, stage, why: reasonOf(error) }
  } finally {
    await world.close()
    await provider.close()
  }
}

async function renewTwice(walk: Walk): Promise<void> {
  const values = new Set<unknown>()
  for (let round = 0; round < 3; round++) {
    values.add(await readGood(walk))
    walk.wait(LIFE - BEFORE_END)
    await walk.keepFresh()
    await readGood(walk)
    walk.wait(BEFORE_END + 1)
  }
  const isOne = walk.provider.on.has('extends_only')
  if (values.size < (isOne ? 1 : 3)) throw new WalkFailure('the tokens were not renewed twice')
}

/** The token an action is handed; it works at the server at this very moment. */
async function readGood(walk: Walk): Promise<unknown> {
  const { value } = await walk.read()
  if (!walk.provider.isGood(String(value))) throw new WalkFailure('the token that is handed out does not work any more')
  return value
}

function reasonOf(error: AppError | WalkFailure): string {
  if (error instanceof WalkFailure) return error.message
  return [error.code, error.detail, ...(error.fields ?? []).map(field => field.detail)].join(' ')
}
