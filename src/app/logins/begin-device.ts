import { type DeviceCode, deviceRequest, readDevice } from '#oauth/device.ts'
import { newDpopKey } from '#oauth/dpop-key.ts'
import { scalars } from '#oauth/token-values.ts'
import type { OAuth2Config } from '#oauth/types.ts'
import type { AttemptRow } from '#store/types.ts'
import type { AppContext } from '../context.ts'
import { openAttemptSecrets, sealAttemptSecrets } from './attempt-secrets.ts'
import { beginUnmet } from './begin-unmet.ts'
import { tokenFailure } from './describe-token-failure.ts'
import { freshOf } from './fresh-of.ts'
import { hiddenTexts } from './hidden-texts.ts'
import type { OpenedProvider } from './open-provider.ts'
import { sendRequest } from './send-request.ts'

type DeviceProvider = OpenedProvider & { config: OAuth2Config }

/**
 * A sign-in by a code that the person enters in any browser (RFC 8628): no address of ours has to be reachable. Gives
 * our own page that shows the code; undefined when the attempt was begun before.
 */
export function beginDevice(
  context: AppContext,
  row: AttemptRow,
  provider: DeviceProvider,
): Promise<string | undefined> {
  const { store, random, config } = context
  return beginUnmet(context, row, async taken => {
    const device = await askForCode(context, taken, provider)
    const { inputs } = openAttemptSecrets(context, taken)
    const key = provider.config.dpop ? { dpopKey: newDpopKey(random) } : {}
    const secrets = sealAttemptSecrets(context, taken, { inputs, device: { ...device, nextAt: 0 }, ...key })
    const expiresAt = store.now() + device.life * 1000
    await store.attempts.finish(taken.id, ['started'], { status: 'started', secrets, expiresAt })
    return `${config.publicUrl}/oauth/device/${row.id}`
  })
}

async function askForCode(
  context: AppContext,
  row: AttemptRow,
  { config, client }: DeviceProvider,
): Promise<DeviceCode> {
  const { inputs } = openAttemptSecrets(context, row)
  const input = { config, client, inputs: scalars(inputs), scopes: row.scopesAsked, fresh: freshOf(context) }
  const read = readDevice(config, await sendRequest(context, deviceRequest(input)))
  if (read.ok) return read.device
  throw tokenFailure(config.title, read.failure, hiddenTexts({ client, inputs }))
}
