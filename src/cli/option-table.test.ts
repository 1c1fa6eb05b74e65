import { readFileSync } from 'node:fs'
import type { Command, Option } from 'commander'
import { describe, expect, it } from 'vitest'
import { deployProgram } from './deploy-program.ts'
import { recordingTerminal } from './fixtures/recording-terminal.ts'
import { flowProgram } from './flow-program.ts'

const contract = readFileSync(new URL('../../docs/contract/flow-format.md', import.meta.url), 'utf8')
const guide = readFileSync(new URL('../../docs/guide/command-line.md', import.meta.url), 'utf8')

const EVERYWHERE = ['--help', '--version']

interface Row {
  /** Words of the command, for example `add connection`. */
  path: string[]
  cell: string
}

function rowsOf(from: string, to: string): Row[] {
  const section = contract.slice(contract.indexOf(from), contract.indexOf(to))
  return [...section.matchAll(/^\| `([^`]+)` \| (.*?) \| [^|]*\|$/gm)]
    .map(([, command = '', cell = '']) => ({ command, cell }))
    .filter(({ cell }) => !cell.includes('exit 2'))
    .map(({ command, cell }) => ({ path: command.replace(/^flow | [<[].*/g, '').split(' '), cell }))
}

function find(program: Command, path: string[]): Command {
  return path.reduce((group, name) => {
    const command = group.commands.find(child => child.name() === name)
    if (!command) throw new Error(`There is no command ${path.join(' ')}.`)
    return command
  }, program)
}

/** `--parentDir,-d [.]` in a cell: long name, short name, default. */
function wantedOptions(cell: string): { long: string; short: string | undefined; fallback: string | undefined }[] {
  return [...cell.matchAll(/`(--[\w-]+)(?:,(-\w))?(?: <\w+>)?(?: \[([^\]]*)\])?`/g)].map(
    ([, long = '', short, fallback]) => ({
      long,
      short,
      fallback,
    }),
  )
}

function visible(command: Command): Option[] {
  return command.createHelp().visibleOptions(command)
}

const flow = flowProgram(recordingTerminal())
const deploy = deployProgram(recordingTerminal())
const flowRows = rowsOf('### 11.1', '### 11.2')
const deployRows = rowsOf('### 11.2', '## 12.')

describe.each([
  ['flow', flow, flowRows, { long: '--logLevel', short: '-l', fallback: 'info' }],
  ['flow-deploy', deploy, deployRows, { long: '--log', short: '-l', fallback: 'info' }],
] as const)('the commands of %s', (_name, program, rows, logOption) => {
  it('are those of the contract', () => {
    expect(rows.length).toBeGreaterThan(4)
    const paths = rows.map(row => row.path.join(' ')).sort()
    expect(leaves(program).map(pathOf).sort()).toEqual(paths)
  })

  it.each(rows.map(row => [row.path.join(' '), row] as const))('%s has the options of the contract', (_path, row) => {
    const command = find(program, row.path)
    for (const wanted of [...wantedOptions(row.cell), logOption]) {
      const option = visible(command).find(one => one.long === wanted.long)
      expect(option, wanted.long).toBeDefined()
      if (wanted.short) expect(option?.short).toBe(wanted.short)
      if (wanted.fallback !== undefined) expect(String(option?.defaultValue)).toBe(wanted.fallback)
    }
    const longs = visible(command).map(option => option.long)
    expect(longs).toEqual(expect.arrayContaining(EVERYWHERE))
  })

  it.each(leaves(program).map(command => [pathOf(command), command] as const))(
    '%s is printed in the guide as its help prints it',
    (_path, command) => {
      expect(guide).toContain(command.helpInformation().trim())
    },
  )

  it.each(leaves(program).map(command => [pathOf(command), command] as const))(
    '%s accepts --json, and the misprinted -1 where the original has it',
    (_path, command) => {
      const flags = command.options.map(option => option.flags)
      expect(flags.some(text => text.startsWith('--json'))).toBe(true)
      if (program === flow) expect(flags).toContain('-1 <level>')
    },
  )
})

/** Every listed command that does something, and is no group. */
function leaves(command: Command): Command[] {
  const children = command.createHelp().visibleCommands(command)
  return children.length === 0 ? [command] : children.flatMap(leaves)
}

function pathOf(command: Command): string {
  const names: string[] = []
  for (let at: Command | null = command; at?.parent; at = at.parent) names.unshift(at.name())
  return names.join(' ')
}
