import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** A key that never comes here: one of Vault's Transit, or one that a program wraps and unwraps with. */
export type KeyPlace =
  | { transit: string; tokenFile: string; caFile?: string }
  /** The program and its arguments. */
  | { command: readonly string[] }

type Env = Record<string, string | undefined>

const TRANSIT = /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]).+\/v1\/.+\/keys\/[^/?#]+$/

export function readKeyPlace(env: Env, problems: string[]): { keyPlace?: KeyPlace } {
  const { FLOW_KEY_COMMAND: command, FLOW_KEY_TRANSIT: transit } = env
  if (command && transit) problems.push('FLOW_KEY_COMMAND and FLOW_KEY_TRANSIT are both set. Keep one of them.')
  if (command) return { keyPlace: { command: command.trim().split(/\s+/) } }
  if (!transit) return {}
  if (!TRANSIT.test(transit) || !URL.canParse(transit)) {
    problems.push(
      'FLOW_KEY_TRANSIT is no address of a key such as https://vault.example.com:8200/v1/transit/keys/flow.',
    )
  }
  const { FLOW_KEY_TRANSIT_TOKEN_FILE: tokenFile, FLOW_KEY_TRANSIT_CA_FILE: caFile } = env
  if (!tokenFile)
    problems.push('FLOW_KEY_TRANSIT_TOKEN_FILE is missing: the file that holds the token for FLOW_KEY_TRANSIT.')
  const ca = caFile ? { caFile: resolve(caFile) } : {}
  return { keyPlace: { transit, tokenFile: resolve(tokenFile ?? ''), ...ca } }
}

/** One key file per data folder, outside of it: a backup of the data must not carry its key. */
export function defaultKeyFile(home: string, env: Env): string {
  const base = env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
  const instance = createHash('sha256').update(home).digest('hex').slice(0, 16)
  return join(base, 'flow-connections', `${instance}.key`)
}
