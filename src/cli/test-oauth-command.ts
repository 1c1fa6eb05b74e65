import { type Command, Option } from 'commander'
import type { TrialStep } from '#app/oauth-trial/dance.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { askPerson } from './ask-person.ts'
import type { CliLog } from './cli-log.ts'
import { describeExchange } from './describe-exchange.ts'
import { logOf, withLogLevel } from './log-options.ts'
import { openBrowser } from './open-browser.ts'
import { withParentDir } from './parent-dir-option.ts'
import { readTimeout } from './read-timeout.ts'
import { SaidNo } from './said-no.ts'
import type { Terminal } from './terminal.ts'
import type { OAuthTestOptions } from './test-oauth.ts'

interface OAuthFlags {
  timeout: string
  parentDir: string
  file?: string
  entry?: string
  input?: string
  port: string
  mock: boolean
  open: boolean
  json: boolean
}

/** `flow test oauth`: a whole sign-in, step by step, with a real service or the practice provider. */
export function addTestOAuthCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command('oauth')
    .description('Tries an OAuth config: sign-in, tokens, validate, refresh, revoke. Stores nothing.')
    .argument('<name>', 'name of the OAuth config; the service is put before it')
    .option('--json', 'Prints JSON.', false)
  withParentDir(withLogLevel(command))
    .option('--timeout <milliseconds>', 'How long each request may take.', '30000')
    .option('-f, --file <path>', 'A load file with the client id and secret.')
    .option('--entry <name>', 'Display name of the entry in the load file; without it the first.')
    .option('-i, --input <path>', 'A JSON file with what the config asks people for.')
    .addOption(new Option('--port <port>', 'Port of the return URL; 0 takes any that is free.').default('0'))
    .option('--mock', 'Dances with a built-in practice provider; needs no network and no client.', false)
    .option('--no-open', 'Prints the address of the login page and opens no browser.')
    .action(async (name: string, flags: OAuthFlags) => {
      const log = logOf(command, terminal)
      const { testOAuth } = await import('./test-oauth.ts')
      const tested = await testOAuth(name, optionsOf(flags, terminal, log))
      const failed = tested.steps.find(({ outcome }) => outcome === 'failed')
      const { steps, redirectUri } = tested
      if (flags.json)
        terminal.out(JSON.stringify({ oauth: tested.name, ok: !failed, mock: flags.mock, redirectUri, steps }))
      else if (!failed)
        log.info(`OAuth ${tested.name}: every step went well${flags.mock ? ' with the practice provider' : ''}`)
      if (!failed) return
      const detail = `OAuth ${tested.name}: ${failed.step} failed: ${failed.detail}`
      if (!flags.json) log.error(detail)
      throw new SaidNo(new AppError('validation_failed', { detail }))
    })
}

function optionsOf(flags: OAuthFlags, terminal: Terminal, log: CliLog): OAuthTestOptions {
  const { parentDir, file, entry, input, mock } = flags
  // Whoever reads JSON reads stdout; a person still has to see where to sign in.
  const tell = flags.json ? terminal.err : log.info
  return {
    parentDir,
    file,
    entry,
    input,
    mock,
    port: readPort(flags.port),
    requestMs: readTimeout(flags.timeout),
    env: terminal.env,
    ask: terminal.interactive
      ? async keys => {
          const [{ createPrompter }, { askLoadKeys }] = await Promise.all([
            import('./prompter.ts'),
            import('./ask-load-keys.ts'),
          ])
          return askLoadKeys(createPrompter(), keys)
        }
      : undefined,
    fill: askPerson(terminal),
    onReady: redirectUri => {
      const known = mock ? '' : ' (the service has to know it)'
      if (!flags.json) log.info(`Return URL: ${redirectUri}${known}`)
    },
    onOpen(url) {
      tell(`Sign in at: ${url}`)
      if (flags.open) openBrowser(url, why => log.warn(`No browser could be opened (${why}). Open the address.`))
    },
    onDevice: ({ page, userCode }) => tell(`Enter the code ${userCode} at: ${page}`),
    onStep: step => {
      if (!flags.json) printStep(step, log)
    },
  }
}

function printStep(step: TrialStep, log: CliLog): void {
  const { outcome, detail, milliseconds } = step
  const words = { ok: `ok (${milliseconds} ms)`, none: 'left out', failed: 'failed' }[outcome]
  const line = [`${step.step} ${words}`, detail].filter(Boolean).join(': ')
  if (outcome === 'failed') log.error(line)
  else log.info(line)
  for (const exchange of step.exchanges) {
    for (const text of describeExchange(exchange)) log.info(text)
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port >= 0 && port <= 65_535) return port
  throw new AppError('wrong_use', { detail: `The port "${text}" is not a number from 0 to 65535.` })
}
