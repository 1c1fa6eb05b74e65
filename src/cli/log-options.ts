import { type Command, Option } from 'commander'
import { AppError } from '#shared/errors/app-error.ts'
import { LOG_LEVELS, type LogLevel } from '#shared/log-levels.ts'
import { type CliLog, createCliLog } from './cli-log.ts'
import { withVersionAndHelp } from './new-program.ts'
import type { Terminal } from './terminal.ts'

const LOG_WORDS = `Sets the log level: ${LOG_LEVELS.join(', ')}.`

/** `--logLevel, -l` of `flow`; its help once printed the short form as the digit one, which is accepted unlisted. */
export function withLogLevel(command: Command): Command {
  return withShared(command)
    .addOption(new Option('-l, --logLevel <level>', LOG_WORDS).choices(LOG_LEVELS).default('info'))
    .addOption(new Option('-1 <level>').choices(LOG_LEVELS).hideHelp())
}

/** `--log, -l` of `flow-deploy`. */
export function withLog(command: Command): Command {
  return withShared(command).addOption(new Option('-l, --log <level>', LOG_WORDS).choices(LOG_LEVELS).default('info'))
}

/** With `--json` a command prints one document, and every failure is a problem document. */
function withShared(command: Command): Command {
  const listed = command.options.some(option => option.long === '--json')
  if (!listed) command.option('--json', 'Prints JSON.', false)
  return withVersionAndHelp(command)
}

/** The log a command was asked for; the lines of `flow-deploy` have no frame. */
export function logOf(command: Command, terminal: Terminal): CliLog {
  const isDeploy = command.options.some(option => option.long === '--log')
  const log = createCliLog(terminal, logLevelOf(command), isDeploy ? 'plain' : 'framed')
  return isJson(command) ? { ...log, debug: silent, info: silent, warn: silent } : log
}

/** What a command did: one document with `--json`, else these lines. */
export function tellResult(command: Command, terminal: Terminal, result: { json: object; lines: string[] }): void {
  if (isJson(command)) terminal.out(JSON.stringify(result.json, null, 2))
  const log = logOf(command, terminal)
  for (const line of result.lines) log.info(line)
}

/** The document of a program that goes on: one line, so that whoever started it can read it at once. */
export function tellReady(command: Command, terminal: Terminal, ready: { json: object; line: string }): void {
  if (isJson(command)) terminal.out(JSON.stringify(ready.json))
  else logOf(command, terminal).info(ready.line)
}

function isJson(command: Command): boolean {
  return command.opts()['json'] === true
}

/** What it would have said stands in the document. */
function silent(): void {}

function logLevelOf(command: Command): LogLevel {
  const options = command.opts()
  const asked: unknown = options['1'] ?? options['logLevel'] ?? options['log']
  const level = LOG_LEVELS.find(name => name === asked)
  if (!level) throw new AppError('wrong_use', { detail: `The log level is none of: ${LOG_LEVELS.join(', ')}.` })
  return level
}
