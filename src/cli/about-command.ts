import type { Command } from 'commander'
import { withLog } from './log-options.ts'
import { programVersion } from './program-version.ts'
import type { ServerFlags } from './server-flags.ts'
import { withServer } from './server-options.ts'
import type { Terminal } from './terminal.ts'

export function addAboutCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('about')
    .description('Prints what this is, and its version; of a server, too.')
    .option('--json', 'Prints JSON.', false)
  withServer(withLog(command)).action(async ({ json, ...flags }: ServerFlags & { json: boolean }) => {
    const server = flags.server === undefined ? undefined : await askServer(terminal, flags)
    if (json) return terminal.out(JSON.stringify({ version: programVersion(), ...(server ? { server } : {}) }, null, 2))
    terminal.out(`Flow Connections Deploy Utility, Version :${programVersion()}`)
    if (!server) return
    terminal.out(`${server.url}: Flow Connections ${server.version}, environment ${server.environment}`)
  })
}

async function askServer(terminal: Terminal, flags: ServerFlags) {
  const { aboutServer, connectServer } = await import('./server-target.ts')
  const connection = await connectServer(terminal, flags)
  return { url: connection.origin, ...(await aboutServer(connection)) }
}
