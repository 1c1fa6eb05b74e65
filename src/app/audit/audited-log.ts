import type { Log, LogFields } from '../log.ts'
import type { AuditLog } from './audit-log.ts'

/** Lines of the log that are audited as well: whatever changes what is stored or what may be reached. */
export const AUDITED: ReadonlySet<string> = new Set([
  'account-deleted',
  'account-renamed',
  'account-resumed',
  'account-shared',
  'account-suspended',
  'account-switched',
  'account-unshared',
  'connect-claimed',
  'connect-refused',
  'connect-started',
  'connection-failing',
  'connection-recovered',
  'connection-saved',
  'connection-updated',
  'connector-deployed',
  'connector-ended',
  'connector-refused',
  'host-allowed',
  'host-forbidden',
  'hosts-approved',
  'key-made',
  'key-replaced',
  'key-revoked',
  'login-added',
  'login-reconnected',
  'login-recovered',
  'needs-reconnect',
  'provider-deleted',
  'provider-loaded',
  'settings-saved',
  'sign-in-refused',
  'sign-in-started',
  'token-revoked',
  'webhook-changed',
  'webhook-deleted',
  'webhook-key-replaced',
  'webhook-made',
  'webhook-off',
])

/** The log of a user's use-cases: what changes something is audited before the line is printed. */
export function auditedLog(log: Log, audit: AuditLog, actor: string): Log {
  const audited =
    (level: 'info' | 'warn') =>
    (event: string, fields: LogFields = {}) => {
      if (AUDITED.has(event)) audit.note({ actor, action: event, ...placeOf(fields) })
      log[level](event, fields)
    }
  return { ...log, info: audited('info'), warn: audited('warn') }
}

function placeOf({ id, host, service, type, version, outcome, code, changed, level }: LogFields) {
  // The names of what changed stand last, where `changedMeanwhile` looks for them.
  const reason = [service, type, version, level && `at ${level}`, changed].filter(Boolean).join(' ')
  return { object: id ?? host ?? '', outcome: outcome ?? code ?? 'ok', reason }
}
