import type { App } from '#app/app.ts'
import type { TryOAuth } from '#app/oauth-trial/provider-trials.ts'
import { type ConfigOptions, parseConfig, withPort } from '#config/config.ts'
import type { CliLog } from './cli-log.ts'
import { followSettings } from './follow-settings.ts'
import { noteServedAt } from './served-at.ts'
import { watchReturn } from './watch-return.ts'

export interface Serving {
  url: string
  home: string
  /** What a program that starts a server wants to know. */
  started: {
    url: string
    home: string
    version: string
    runnerLevel: string
    newKeyFile: string | null
    firstAdminCode: string | null
  }
  close(): Promise<void>
}

interface ServeTools {
  log: CliLog
  /** Is given the use-cases before the server is made, to begin what it will be asked first. */
  onApp?: (app: App) => void
  /**
   * Is given the address as soon as it is ours. From then on the page is sent, and what it asks for waits for the server:
   * a browser that is sent there reads its scripts meanwhile.
   */
  onAddress?: (url: string) => void
}

/**
 * Starts the server: the port is taken first, because the address of the page and of every OAuth return follows it.
 * Throws before anything is written when the configuration or the key file is wrong.
 */
export async function serve(
  options: ConfigOptions,
  env: Record<string, string | undefined>,
  { log, onApp, onAddress }: ServeTools,
): Promise<Serving> {
  const wanted = parseConfig({ options, env })
  const { listen } = await import('#server/listen.ts')
  const onTaken = (taken: number, next: number) => log.warn(`Port ${taken} is taken. Trying ${next}.`)
  const listener = await listen({ port: wanted.port, host: wanted.host, onTaken })
  const closers: (() => unknown)[] = [() => listener.close()]
  const close = async () => {
    for (const step of closers.splice(0)) await step()
  }
  try {
    const config = withPort(wanted, listener.port)
    if (onAddress) {
      await listener.sendPage(config)
      onAddress(config.publicUrl)
    }
    const [{ composeApp }, { createServer }] = await Promise.all([
      import('#app/compose.ts'),
      import('#server/create-server.ts'),
    ])
    const app = await composeApp(config, { tryOAuth, early: true })
    closers.push(() => app.close())
    onApp?.(app)
    const server = await createServer(app, config)
    closers.splice(1, 0, () => server.close())
    listener.serve(server)
    // Nobody waits for it here: what needs the connectors waits by itself, and a failure stands in the log.
    app.connectorsRead().catch(() => undefined)
    const settings = followSettings({ config, options, env, log })
    closers.push(() => settings.close())
    const returning = watchReturn(app, config, log)
    closers.push(() => returning.close())
    const note = noteServedAt(config)
    closers.push(() => note.forget())
    if (app.newKeyFile) log.info(`A key file was made: ${app.newKeyFile}. Keep a copy of it apart from the data.`)
    if (app.firstAdminCode) {
      log.info(`There is no administrator yet. For 30 minutes this code makes one: ${app.firstAdminCode}`)
    }
    tellWalls(app, log)
    const { publicUrl: url, home, version } = config
    const { newKeyFile = null, firstAdminCode = null } = app
    const started = { url, home, version, runnerLevel: app.info().runnerLevel, newKeyFile, firstAdminCode }
    return { url, home, started, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Loaded by the first trial of a sign-in. */
const tryOAuth: TryOAuth = async options => {
  const { tryProjectOAuth } = await import('#app/oauth-trial/try-project-oauth.ts')
  return tryProjectOAuth(options)
}

/** Higher walls are offered, never installed unasked. */
function tellWalls(app: Pick<App, 'runnerHealth'>, log: CliLog): void {
  const { level, install } = app.runnerHealth()
  const offer = install ? ` For higher walls install bubblewrap, for example with "${install}", and start again.` : ''
  log.info(`Connector code runs at the level ${level}.${offer}`)
}
