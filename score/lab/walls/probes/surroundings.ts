import type { Probe } from '../probe.ts'

const read = (path: string) => `return require('node:fs').readFileSync(${path}, 'utf8')`
const os = "const os = require('node:os'); "

const ROWS: readonly (readonly [string, string])[] = [
  ['reads its environment', 'const all = Object.entries(process.env); return all.length > 0 ? all : undefined'],
  ['reads the environment of the server', read("'/proc/' + process.ppid + '/environ'")],
  ['reads the environment of process 1', read("'/proc/1/environ'")],
  ['reads its own environment from /proc', read("'/proc/self/environ'")],
  ['reads the command line of the server', read("'/proc/' + process.ppid + '/cmdline'")],
  ['reads its own memory', read("'/proc/self/maps'")],
  ['lists the files the server has open', "return require('node:fs').readdirSync('/proc/' + process.ppid + '/fd')"],
  ['goes round over its own root', read("'/proc/self/root' + input.file")],
  ['lists all processes', "return require('node:fs').readdirSync('/proc')"],
  ['has a report tell the environment', 'return process.report.getReport().environmentVariables'],
  ['reads the users of the machine', read("'/etc/passwd'")],
]

export const SURROUNDINGS_PROBES: readonly Probe[] = [
  ...ROWS.map(([name, code]) => ({ family: 'environment and /proc' as const, name, code })),
  {
    family: 'environment and /proc',
    name: 'asks for the name of the machine',
    code: `${os} return os.hostname() === input.machine ? os.hostname() : undefined`,
    notClaimed: { process: 'name, kind and network interfaces of the machine can be asked for' },
  },
  {
    family: 'environment and /proc',
    name: 'asks for the network interfaces',
    code: `${os} const all = Object.keys(os.networkInterfaces()).filter(name => name !== 'lo'); return all.length > 0 ? all : undefined`,
    notClaimed: { process: 'name, kind and network interfaces of the machine can be asked for' },
  },
]
