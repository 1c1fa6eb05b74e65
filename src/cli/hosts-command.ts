import type { Command } from 'commander'
import { tellResult, withLog } from './log-options.ts'
import { withVersionAndHelp } from './new-program.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'
import { withApp } from './with-app.ts'

/** Which places on this machine connectors and sign-ins may reach; all others there are refused (security.md §4). */
export function addHostsCommands(program: Command, terminal: Terminal): void {
  const group = program.command('hosts').description('Shows and changes which hosts may be reached that are asked for.')
  withVersionAndHelp(group)
  const list = group.command('list').description('Shows the allowed hosts.').option('--json', 'Prints JSON.', false)
  withLog(list).action(async (flags: { json: boolean }) => {
    const { items } = await withApp(terminal, app => app.listAllowedHosts())
    if (flags.json) return terminal.out(JSON.stringify({ items }, null, 2))
    if (items.length === 0)
      return terminal.out('No host is allowed. Allow one with: flow-deploy hosts allow localhost:8080')
    for (const line of textTable(
      ['HOST', 'FROM'],
      items.map(({ host, from }) => [host, from]),
    )) {
      terminal.out(line)
    }
  })
  const allow = group.command('allow <hosts...>').description('Allows hosts with their ports, such as localhost:8080.')
  withLog(allow).action(async (hosts: string[]) => {
    await withApp(terminal, async app => {
      for (const host of hosts) await app.allowHost(host)
    })
    tellResult(allow, terminal, { json: { allowed: hosts }, lines: [`Allowed: ${hosts.join(', ')}`] })
  })
  const forbid = group.command('forbid <hosts...>').description('Takes allowed hosts back.')
  withLog(forbid).action(async (hosts: string[]) => {
    await withApp(terminal, async app => {
      for (const host of hosts) await app.forbidHost(host)
    })
    tellResult(forbid, terminal, { json: { forbidden: hosts }, lines: [`No longer allowed: ${hosts.join(', ')}`] })
  })
}
