import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { completionScript } from './completion-script.ts'
import { completedCommands } from './completion-table.ts'
import { deployProgram } from './deploy-program.ts'
import { recordingTerminal } from './fixtures/recording-terminal.ts'
import { flowProgram } from './flow-program.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const
const TERMINAL = recordingTerminal()
const COMMANDS = [flowProgram(TERMINAL), deployProgram(TERMINAL)].flatMap(completedCommands)

function has(shell: string): boolean {
  return spawnSync(shell, ['-c', 'true']).status === 0
}

/** What bash offers once Tab is pressed at the end of the line; the project has a connection and an OAuth config. */
function offered(line: string): string[] {
  const words = line.split(' ')
  const text = `${completionScript('bash', COMMANDS)}
cd "$(mktemp -d)" && mkdir -p auth/connection/depot-basic auth/oauth/depot-cloud other && touch oauths.json
COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_flow_complete
printf '%s\\n' "\${COMPREPLY[@]}"
rm -rf "$PWD"`
  return execFileSync('bash', ['--norc', '-c', text], { encoding: 'utf8' }).split('\n').filter(Boolean).toSorted()
}

describe.skipIf(!has('bash'))('completion in bash', () => {
  it.each([
    ['flow ', ['add', 'completion', 'import', 'init', 'lint', 'preview', 'serve', 'test']],
    ['flow add c', ['connection']],
    ['flow test ', ['connection', 'oauth']],
    ['flow test connection ', ['depot-basic']],
    ['flow test oauth de', ['depot-cloud']],
    ['flow test oauth --mo', ['--mock']],
    ['flow test oauth depot-cloud --logLevel d', ['debug']],
    ['flow test oauth --timeout 5 ', ['depot-cloud']],
    ['flow preview --parentDir o', ['other']],
    ['flow completion ', ['bash', 'fish', 'zsh']],
    ['flow-deploy oauths ', ['delete', 'list', 'load', 'template']],
    ['flow-deploy oauths load --file o', ['oauths.json', 'other']],
    ['flow nothing ', ['add', 'completion', 'import', 'init', 'lint', 'preview', 'serve', 'test']],
  ])('after "%s"', (line, expected) => {
    expect(offered(line)).toEqual(expected)
  })
})

describe('the script of each shell', () => {
  it.each(SHELLS)('names every command and every option: %s', shell => {
    const script = completionScript(shell, COMMANDS)
    const names = COMMANDS.flatMap(({ commands, options }) => [
      ...commands.map(({ name }) => name),
      ...options.flatMap(option => option.names.filter(name => name.startsWith('--')).map(name => name.slice(2))),
    ])
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter(name => !script.includes(name))).toEqual([])
  })

  it.each(SHELLS.filter(has))('is read by %s without a word', shell => {
    const file = join(mkdtempSync(join(tmpdir(), 'flow-completion-')), `flow.${shell}`)
    onTestFinished(() => rmSync(dirname(file), { recursive: true }))
    writeFileSync(file, completionScript(shell, COMMANDS))
    const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})
