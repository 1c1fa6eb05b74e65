import { AppError } from '#shared/errors/app-error.ts'
import type { ServerFlags } from './server-flags.ts'
import type { Terminal } from './terminal.ts'

const FORM = /^fck_[a-z2-7]{26}_[A-Za-z0-9_-]{43}$/

/** The API key for a server: of the option, of FLOW_APP_KEY, or of the person at the terminal. */
export async function readAppKey(terminal: Terminal, { appKey, username, password }: ServerFlags): Promise<string> {
  if (typeof appKey === 'string') {
    // Everybody on this computer can list what was typed; from now on it says less.
    process.title = 'flow-deploy'
    return checked(appKey, 'after --app-key')
  }
  const given = terminal.env['FLOW_APP_KEY'] ?? ''
  if (appKey === undefined && given !== '') return checked(given, 'in FLOW_APP_KEY')
  if (terminal.interactive) return askKey()
  const local =
    username === undefined && password === undefined ? '' : 'There are no users with passwords here: a key is needed. '
  const detail = `${local}Put an API key with the scope deploy into FLOW_APP_KEY. On the server one is made with: flow-deploy keys create <name> --scope deploy`
  throw new AppError('wrong_use', { detail })
}

async function askKey(): Promise<string> {
  const { createPrompter } = await import('./prompter.ts')
  const check = (text: string) => (FORM.test(text.trim()) ? undefined : 'A key looks like fck_… and has 74 characters.')
  const answer = await createPrompter().secret({ message: 'API key with the scope deploy', check })
  // There is no question before this one to go back to.
  return typeof answer === 'string' ? answer.trim() : askKey()
}

function checked(text: string, where: string): string {
  const key = text.trim()
  if (FORM.test(key)) return key
  const detail = `What stands ${where} is no API key. One looks like fck_… and has 74 characters.`
  throw new AppError('wrong_use', { detail })
}
