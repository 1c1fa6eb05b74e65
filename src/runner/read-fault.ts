import { isObject, type Json, own } from '#shared/json.ts'
import type { FailureCause, NetworkFault } from './types.ts'

const CAUSES: readonly FailureCause[] = [
  'unknown-host',
  'refused',
  'timed-out',
  'certificate',
  'handshake',
  'bad-address',
  'http-401',
  'http-403',
  'http-404',
  'http-5xx',
  'http-other',
  'not-allowed',
]

/** What a child said of a failed request. Connector code may have written it: only what our own child can say is taken over. */
export function readFault(
  said: Json | undefined,
  { clean, refusedTarget }: { clean: (text: string) => string; refusedTarget: string | undefined },
): NetworkFault | undefined {
  if (!isObject(said)) return undefined
  const cause = CAUSES.find(known => known === own(said, 'cause'))
  if (!cause) return undefined
  const host = own(said, 'host')
  const status = own(said, 'status')
  return {
    cause,
    // A name that holds a secret would be garbled, and a garbled name helps nobody.
    host: typeof host === 'string' && host.length <= 253 && clean(host) === host ? host : '',
    status: typeof status === 'number' && Number.isInteger(status) && status >= 0 && status <= 599 ? status : 0,
    worded: own(said, 'worded') === true,
    // What was refused is known here; the child only says that its answer comes from there.
    ...(cause === 'not-allowed' && refusedTarget !== undefined ? { allow: refusedTarget } : {}),
  }
}
