import type { Command } from 'commander'
import { logOf, tellReady, withLogLevel } from './log-options.ts'
import type { Terminal } from './terminal.ts'
import { untilStopped } from './until-stopped.ts'

interface ServeFlags {
  port: string
  host: string
  config?: string
  data?: string
  connectors: string[]
  withParent: boolean
}

export function addServeCommand(program: Command, terminal: Terminal): void {
  const command = program.command('serve').description('Starts the server.')
  withLogLevel(command)
    .option('--port <port>', 'Port; when it is taken, the next free one.', '4600')
    .option('--host <address>', 'Address to listen at; outside team mode this machine only.', '127.0.0.1')
    .option(
      '--config <path>',
      'The deploymentConfig.json; without it FLOW_DEPLOYMENT_CONFIG, else the one in the data.',
    )
    .option('--data <folder>', 'The data folder; without it FLOW_HOME, else ~/.flow-connections.')
    .option(
      '--connectors <folder>',
      'A folder of connectors beside those in the data; may be given several times.',
      collect,
      [],
    )
    .option('--with-parent', 'Ends when the process that started it ends.', false)
    .action(async (flags: ServeFlags) => {
      const log = logOf(command, terminal)
      const given = (name: 'port' | 'host' | 'logLevel') =>
        command.getOptionValueSource(name) === 'default' ? undefined : String(command.opts()[name])
      const { config, data, connectors } = flags
      const logLevel: string | undefined = command.opts()['1'] ?? given('logLevel')
      const asked = { port: given('port'), host: given('host'), logLevel, config, data, connectors }
      const { serve } = await import('./serve.ts')
      const serving = await serve(asked, terminal.env, { log })
      const ended = untilStopped(serving, flags.withParent)
      // Whoever started us waits for this, and says it in its own words.
      if (process.send) process.send({ ready: { url: serving.url, home: serving.home } })
      else tellReady(command, terminal, { json: serving.started, line: `Flow Connections is ready at ${serving.url}` })
      await ended
    })
}

function collect(folder: string, before: string[]): string[] {
  return [...before, folder]
}
