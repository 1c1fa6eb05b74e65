import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import type { ErrorCode } from '#shared/errors/catalogue.ts'
import { exitCodeOf } from './exit-code.ts'
import { recordingTerminal } from './fixtures/recording-terminal.ts'
import { newProgram } from './new-program.ts'
import { runProgram } from './run-program.ts'

/** Runs a program whose one command, `try`, ends with `error`. */
async function runFailing(error: unknown, args: string[] = []) {
  const terminal = recordingTerminal()
  const program = newProgram('flow', 'Test.', terminal)
  const command = program.command('try').option('--json').option('--log <level>')
  command.action(() => Promise.reject(error))
  const code = await runProgram(program, ['try', ...args], terminal)
  return { code, lines: terminal.lines }
}

describe('a command that fails', () => {
  it('says title, detail and code on stderr', async () => {
    const { code, lines } = await runFailing(new AppError('in_use', { detail: 'Depot is used by 3 logins.' }))
    expect(lines).toEqual(['err: In use: Depot is used by 3 logins. [in_use]'])
    expect(code).toBe(1)
  })

  it('puts the code behind the last sentence, above the line that it is about', async () => {
    const detail = 'Bad file:\na.json:1:2 bad-json: no.\n  {,}\n   ^'
    const { lines } = await runFailing(new AppError('wrong_use', { detail }))
    expect(lines).toEqual(['err: Wrong use: Bad file:\na.json:1:2 bad-json: no. [wrong_use]\n  {,}\n   ^'])
    const { lines: without } = await runFailing(new AppError('wrong_use', { detail: 'One.\nTwo.' }))
    expect(without).toEqual(['err: Wrong use: One.\nTwo. [wrong_use]'])
  })

  it('prints the problem document with --json', async () => {
    const { lines } = await runFailing(new AppError('in_use', { detail: 'Used.' }), ['--json'])
    expect(JSON.parse(lines[0]?.slice(5) ?? '')).toMatchObject({ code: 'in_use', status: 409, detail: 'Used.' })
  })

  it('keeps the message of an unknown error to itself, unless debug is asked for', async () => {
    const quiet = await runFailing(new Error('secret words'))
    expect(quiet.code).toBe(3)
    expect(quiet.lines.join()).not.toContain('secret words')
    const debug = await runFailing(new Error('secret words'), ['--log', 'debug'])
    expect(debug.lines.join()).toContain('secret words')
  })

  it('names the file that is not there', async () => {
    const missing = Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open', path: 'oauths.json' })
    const { code, lines } = await runFailing(missing)
    expect(lines).toEqual(['err: Not found: oauths.json is not there. [not_found]'])
    expect(code).toBe(3)
  })
})

describe('exit codes', () => {
  it.each<[ErrorCode, number]>([
    ['schema_changed', 1],
    ['load_file_invalid', 1],
    ['host_change_refused', 1],
    ['validation_failed', 1],
    ['wrong_use', 2],
    ['config_invalid', 2],
    ['already_exists', 3],
    ['not_found', 3],
    ['wrong_key', 3],
    ['internal', 3],
  ])('%s ends with %d', (code, exit) => {
    expect(exitCodeOf(code)).toBe(exit)
  })
})
