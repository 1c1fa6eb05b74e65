import { type HostRule, readHostRule } from '#egress/read-host-rule.ts'
import type { AllowedHostList } from '#shared/contract/hosts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { Store } from '#store/types.ts'

const KEY = 'allowed_hosts'

/** Hosts and ports that connections may be opened to although the policy asks first (security.md §4). */
export interface AllowedHosts {
  /** What counts now. */
  rules(): Promise<readonly HostRule[]>
  list(): Promise<AllowedHostList>
  /** Throws `invalid_input` for a line that names no host and port. */
  allow(line: string): Promise<void>
  /** Throws `not_found` for a line that was not allowed here. */
  forbid(line: string): Promise<void>
}

/** `configured`: lines of the configuration. Throws `config_invalid` that lists every faulty one. */
export function makeAllowedHosts(store: Store, configured: readonly string[]): AllowedHosts {
  const fixed = readConfigured(configured)
  const own = async () => readRules((await store.meta.get(KEY)) ?? '[]')
  const keep = (change: (lines: string[]) => string[]) =>
    store.transaction(async tx => {
      const lines = readRules((await tx.meta.get(KEY)) ?? '[]').map(({ text }) => text)
      await tx.meta.set(KEY, JSON.stringify(change(lines)))
    })
  return {
    rules: async () => [...fixed, ...(await own())],
    list: async () => ({
      items: [
        ...fixed.map(({ text }) => ({ host: text, from: 'configuration' as const })),
        ...(await own()).map(({ text }) => ({ host: text, from: 'page' as const })),
      ],
    }),
    async allow(line) {
      const rule = readHostRule(line)
      if (typeof rule === 'string') {
        const fields = [{ pointer: '/host', code: 'invalid_input', detail: rule }]
        throw new AppError('invalid_input', { detail: rule, fields })
      }
      await keep(lines => [...new Set([...lines, rule.text])])
    },
    forbid: line =>
      keep(lines => {
        if (!lines.includes(line)) {
          throw new AppError('not_found', { detail: `${line} is not among the allowed hosts.` })
        }
        return lines.filter(one => one !== line)
      }),
  }
}

function readRules(stored: string): HostRule[] {
  const lines: unknown = JSON.parse(stored)
  if (!Array.isArray(lines)) return []
  return lines.map(line => readHostRule(String(line))).filter((rule): rule is HostRule => typeof rule !== 'string')
}

function readConfigured(lines: readonly string[]): HostRule[] {
  const read = lines.map(readHostRule)
  const problems = read.filter(rule => typeof rule === 'string')
  if (problems.length > 0) throw new AppError('config_invalid', { detail: `"allowedHosts": ${problems.join('\n')}` })
  return read.filter(rule => typeof rule !== 'string')
}
