import { expect, it } from 'vitest'
import { auditedLog } from './audited-log.ts'

it('audits what changes something or refuses it, with its outcome, and prints every line', () => {
  const [printed, noted]: [string[], string[]] = [[], []]
  const print = (event: string) => void printed.push(event)
  const audit = {
    note: ({ actor, action, object, outcome }: Record<'actor' | 'action' | 'object' | 'outcome', string>) =>
      void noted.push([actor, action, object, outcome].join(' ')),
    flush: async () => undefined,
    close: async () => undefined,
  }
  const log = auditedLog({ debug: print, info: print, warn: print, error: print }, audit, 'usr_one')
  log.info('login-added', { id: 'log_one' })
  log.warn('needs-reconnect', { id: 'log_one' })
  log.warn('sign-in-refused', { id: 'att_one', code: 'server_denied' })
  log.warn('refresh-failed', { id: 'log_one', outcome: 'transient' })
  expect(noted).toEqual([
    'usr_one login-added log_one ok',
    'usr_one needs-reconnect log_one ok',
    'usr_one sign-in-refused att_one server_denied',
  ])
  expect(printed).toEqual(['login-added', 'needs-reconnect', 'sign-in-refused', 'refresh-failed'])
})
