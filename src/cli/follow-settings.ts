import { type Stats, unwatchFile, watchFile } from 'node:fs'
import { type Config, type ConfigOptions, parseConfig } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { CliLog } from './cli-log.ts'

const LOOK_EVERY_MS = 500

interface Followed {
  /** What the server runs with; changed in place. */
  config: Config
  options: ConfigOptions
  env: Record<string, string | undefined>
  log: CliLog
}

/**
 * Lets a running server take up a changed deploymentConfig.json. The public address, and hosts of the configuration,
 * are part of what was built at its start and wait for the next one. A file that is wrong changes nothing.
 */
export function followSettings({ config, options, env, log }: Followed): { close(): void } {
  const takeUp = (now: Stats, before: Stats) => {
    // A file that is not there is reported once although nothing happened.
    if (now.mtimeMs === before.mtimeMs && now.ino === before.ino) return
    try {
      const next = parseConfig({ options, env })
      const { environment, oauthReturn, sharedReturnFor, sharedReturnUrl, sessionUsers, validateTimeoutMs, params } =
        next
      Object.assign(config, { environment, oauthReturn, sharedReturnFor, sessionUsers, validateTimeoutMs, params })
      if (sharedReturnUrl === undefined) delete config.sharedReturnUrl
      else config.sharedReturnUrl = sharedReturnUrl
      log.info('The settings changed.')
      if (next.publicUrlFixed && next.publicUrl !== config.publicUrl) {
        log.warn(`The address ${next.publicUrl} counts from the next start on.`)
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      log.error(`The settings are wrong and are not taken up: ${error.detail}`)
    }
  }
  watchFile(config.deploymentFile, { interval: LOOK_EVERY_MS, persistent: false }, takeUp)
  return { close: () => unwatchFile(config.deploymentFile, takeUp) }
}
