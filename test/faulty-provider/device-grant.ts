import { type FaultyServer, type Refusal, refuse } from './faulty-server.ts'
import { type Issued, issueAccess } from './issue-access.ts'

const INTERVAL_MS = 5_000

/** A code for another device (RFC 8628 §3.2); the person enters it at once. */
export function giveDeviceCode({ memory, origin }: FaultyServer): Record<string, unknown> {
  memory.device = { code: memory.newWord('device'), polls: 0, lastAt: 0, interval: INTERVAL_MS }
  const page = `${origin}/device/enter`
  return { device_code: memory.device.code, user_code: 'WDJB-MJHT', verification_uri: page, expires_in: 600 }
}

/** First nobody has entered the code, then too often was asked, then come the tokens. */
export function pollDevice(server: FaultyServer, params: Record<string, string>): Issued | Refusal {
  const { memory, now } = server
  const { device } = memory
  if (!device || params['device_code'] !== device.code) return refuse('invalid_grant', 'the code is unknown')
  const early = now() - device.lastAt < device.interval
  device.lastAt = now()
  device.polls++
  if (device.polls === 1) return refuse('authorization_pending', 'not yet')
  if (early || device.polls === 2) {
    device.interval += INTERVAL_MS
    return refuse('slow_down', 'too often')
  }
  delete memory.device
  const grant = memory.open({ subject: 'mklein', scopes: [] }, now())
  return { access: issueAccess(server, grant), refresh: grant.refresh, grant }
}
