import { type Command, Option } from 'commander'
import type { DeployTarget } from './deploy-target.ts'
import { localTarget } from './local-target.ts'
import type { ServerFlags } from './server-flags.ts'
import type { Terminal } from './terminal.ts'

const SERVER = 'A running server, such as https://flow.example.com, instead of the data folder.'
const appKey = (scope: string) =>
  `API key with the scope ${scope}; without a value it is asked for. FLOW_APP_KEY shows it to nobody.`

/** `--server` and its key, which needs this scope. */
export function withServer(command: Command, scope = 'deploy'): Command {
  return command.option('--server <url>', SERVER).option('-a, --app-key [key]', appKey(scope))
}

/** The same under the names that the original has for it. */
export function withOriginalServer(command: Command): Command {
  return withServer(command)
    .option('-t, --twx-url <url>', 'The same as --server, as the original calls it.')
    .addOption(new Option('-u, --username <name>', 'Taken from the original; a server asks for a key instead.'))
    .addOption(new Option('-p, --password [text]', 'Taken from the original; a server asks for a key instead.'))
}

/** What these options name: a server, else the data folder. */
export async function targetOf(terminal: Terminal, flags: ServerFlags & { targetDir?: string }): Promise<DeployTarget> {
  const { server = flags.twxUrl, appKey, targetDir } = flags
  const named = [server, appKey, flags.username, flags.password].some(value => value !== undefined)
  if (!named) return localTarget(terminal, targetDir)
  const { serverTarget } = await import('./server-target.ts')
  return serverTarget(terminal, { ...flags, ...(server === undefined ? {} : { server }) })
}
