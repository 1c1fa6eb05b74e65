import { type Command, Option } from 'commander'
import type { TrialFailure } from '#app/try-project-type.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { fromPointer } from '#shared/json-pointer.ts'
import { testVariable } from '#shared/test-variable.ts'
import { askPerson } from './ask-person.ts'
import type { CliLog } from './cli-log.ts'
import { logOf, withLogLevel } from './log-options.ts'
import { withVersionAndHelp } from './new-program.ts'
import { withParentDir } from './parent-dir-option.ts'
import { readTimeout } from './read-timeout.ts'
import { SaidNo } from './said-no.ts'
import type { Terminal } from './terminal.ts'
import type { TestedType } from './test-connection.ts'
import { addTestOAuthCommand } from './test-oauth-command.ts'

/** `flow test`: what a connector developer tries before deploying. */
export function addTestCommands(program: Command, terminal: Terminal): Command {
  const group = withVersionAndHelp(program.command('test').description('Tests something of the connector project.'))
  addConnectionCommand(group, terminal)
  addTestOAuthCommand(group, terminal)
  return group
}

interface ConnectionFlags {
  timeout: string
  parentDir: string
  artifactVersion?: string
  input?: string
  json: boolean
}

function addConnectionCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('connection')
    .description('Tries a connection type: schema check, connect, check of the handle, validate.')
    .argument('<name>', 'name of the connection; the service is put before it')
    .option('--json', 'Prints JSON.', false)
  withParentDir(withLogLevel(command))
    .addOption(new Option('-v, --artifactVersion <version>', 'Version to test; without it the one that is offered.'))
    .option('--timeout <milliseconds>', 'How long connect and validate may take, each.', '30000')
    .option('-i, --input <path>', 'A JSON file with the values; without it testInput of the test data.')
    .action(async (name: string, flags: ConnectionFlags) => {
      const log = logOf(command, terminal)
      const { testConnection } = await import('./test-connection.ts')
      const tested = await testConnection(name, {
        ...flags,
        timeoutMs: readTimeout(flags.timeout),
        env: terminal.env,
        warn: text => log.warn(text),
        ask: askPerson(terminal),
      })
      if (flags.json) tell(tested, terminal)
      else print(tested, log)
      const { failure } = tested.trial
      if (failure) throw new SaidNo(failureOf(tested, failure))
    })
}

/** The lines of flow-format.md §11.1. */
function print(tested: TestedType, log: CliLog): void {
  const { name, version, trial, labels } = tested
  for (const { level, logger, text } of trial.logs) log.debug(`${logger} ${level}: ${text}`)
  const who = `Connection ${name} ${version}`
  const { failure } = trial
  if (!failure) {
    const connected = `${who}: connect ok (${trial.connectMs} ms)`
    if (trial.validateMs === undefined) log.warn(`${connected}, there is no validate`)
    else log.info(`${connected}, validate ok (${trial.validateMs} ms)`)
    return
  }
  log.error(endingOf(tested, failure))
  for (const { pointer, detail, hint } of failure.fields) {
    const words = failure.step === 'values' ? detail : hint
    if (words !== undefined) log.error(`${labels.get(pointer) ?? pointer}: ${words}`)
  }
  for (const line of failure.stack) log.error(line)
  const advice = adviceFor(failure)
  if (advice !== undefined) log.error(advice)
}

/** How to hand over what is missing; a wrong value has a place already. */
function adviceFor({ step, fields }: TrialFailure): string | undefined {
  const missing = step === 'values' ? fields.filter(({ code }) => code === 'required') : []
  if (missing.length === 0) return undefined
  const variables = missing.map(({ pointer }) => testVariable(fromPointer(pointer)))
  return `Set ${variables.join(', ')}, name a file with --input, write testInput into the test data, or run this in a terminal to be asked.`
}

function endingOf({ name, version, timeoutMs }: TestedType, failure: TrialFailure): string {
  const { step, timedOut, message } = failure
  const who = `Connection ${name} ${version}`
  if (step === 'values') return `${who}: ${message}`
  return timedOut ? `${who}: ${step} gave no answer within ${timeoutMs} ms` : `${who}: ${step} failed: ${message}`
}

/** One object on stdout; a failure is told by the problem document alone. */
function tell({ name, version, trial }: TestedType, terminal: Terminal): void {
  if (trial.failure) return
  const { connectMs, validateMs = null } = trial
  terminal.out(JSON.stringify({ connection: name, version, ok: true, connectMs, validateMs }))
}

function failureOf(tested: TestedType, failure: TrialFailure): AppError {
  return new AppError(failure.code, { detail: endingOf(tested, failure), fields: failure.fields })
}
