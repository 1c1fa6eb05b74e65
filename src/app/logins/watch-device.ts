import { type DevicePoll, devicePollRequest, readDevicePoll, slower } from '#oauth/device.ts'
import type { RawAnswer } from '#oauth/oauth-request.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuth2Config } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AttemptRow } from '#store/types.ts'
import type { DeviceView, PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { attemptPage } from './attempt-page.ts'
import { type AttemptSecrets, openAttemptSecrets, sealAttemptGrant, sealAttemptSecrets } from './attempt-secrets.ts'
import { discoverProvider } from './discover-provider.ts'
import { freshOf } from './fresh-of.ts'
import { requireAttempt } from './get-attempt.ts'
import { type OpenedProvider, requireProvider } from './open-provider.ts'
import { sendRequest } from './send-request.ts'
import { settleAttempt } from './settle-attempt.ts'

type Device = NonNullable<AttemptSecrets['device']>

const asking = new WeakMap<AppContext, Map<string, Promise<unknown>>>()

/**
 * Looks whether the person has entered the code (oauth.md 8628-1): asks the service when its interval is over, and not
 * more than once at a time. The page that shows the code drives this, so nothing is asked for a page that was closed.
 */
export function makeWatchDevice(context: AppContext) {
  return async (session: PageSession, id: string): Promise<DeviceView | { redirectTo: string }> => {
    const row = await requireAttempt(context, session, id)
    const over = { redirectTo: attemptPage(context.config.publicUrl, row) }
    if (!waits(context, row)) return over
    const running = asking.get(context) ?? new Map<string, Promise<unknown>>()
    asking.set(context, running)
    const turn = running.get(id) ?? ask(context, row).finally(() => running.delete(id))
    running.set(id, turn)
    await turn
    const after = await requireAttempt(context, session, id)
    const { device } = waits(context, after) ? openAttemptSecrets(context, after) : {}
    if (!device) return over
    const { config } = await requireProvider(context, after.providerId)
    const { userCode, page, filledPage, nextAt } = device
    const again = Math.max(1, Math.ceil((nextAt - context.store.now()) / 1000))
    return { title: config.title, userCode, page, ...(filledPage ? { filledPage } : {}), again }
  }
}

function waits({ store }: AppContext, { status, expiresAt }: AttemptRow): boolean {
  return status === 'started' && expiresAt > store.now()
}

async function ask(context: AppContext, row: AttemptRow): Promise<void> {
  const { store } = context
  const secrets = openAttemptSecrets(context, row)
  const { device } = secrets
  if (!device || device.nextAt > store.now()) return
  const provider = await discoverProvider(context, await requireProvider(context, row.providerId))
  if (provider.config.protocol !== 'oauth2') return
  // A page that was just shown has nobody's answer yet.
  const first = device.nextAt === 0
  const raw = first ? undefined : await poll(context, row, { provider, config: provider.config, device })
  const said: DevicePoll = first ? { done: false, interval: device.interval } : judge(provider.config, raw, device)
  if (said.done && raw) return take(context, row, { provider, raw })
  const interval = said.done ? device.interval : said.interval
  const later = { ...device, interval, nextAt: store.now() + interval * 1000 }
  const sealed = sealAttemptSecrets(context, row, { ...secrets, device: later })
  await store.attempts.finish(row.id, ['started'], { status: 'started', secrets: sealed })
}

function judge(config: OAuth2Config, raw: RawAnswer | undefined, { interval }: Device): DevicePoll {
  return raw ? readDevicePoll(config, raw, interval) : { done: false, interval: slower(interval) }
}

interface Poll {
  provider: OpenedProvider
  config: OAuth2Config
  device: Device
}

/** Undefined when nobody answered. */
async function poll(context: AppContext, row: AttemptRow, { provider, config, device }: Poll) {
  const { inputs, dpopKey } = openAttemptSecrets(context, row)
  const input = { config, client: provider.client, inputs: scalars(inputs), scopes: row.scopesAsked }
  const request = devicePollRequest({ ...input, fresh: freshOf(context), deviceCode: device.deviceCode, dpopKey })
  try {
    return await sendRequest(context, request)
  } catch (error) {
    if (error instanceof AppError && error.code === 'temporarily_unavailable') return undefined
    throw error
  }
}

/** The answer is stored before anything reads it, like that of any exchange. */
async function take(
  context: AppContext,
  row: AttemptRow,
  { provider, raw }: { provider: OpenedProvider; raw: RawAnswer },
): Promise<void> {
  const taken = await context.store.attempts.takeForExchange(row.id)
  if (!taken) return
  const { device } = openAttemptSecrets(context, taken)
  const hide = device ? [device.deviceCode, device.userCode] : []
  const grant = sealAttemptGrant(context, taken, { raw, captured: {}, answers: [] })
  const kept = await context.store.attempts.finish(taken.id, ['exchanging'], { status: 'exchanging', grant })
  await settleAttempt(context, kept ?? taken, { provider, raw, captured: {}, answers: [], hide })
}
