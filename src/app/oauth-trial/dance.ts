import { setTimeout as sleep } from 'node:timers/promises'
import { canRefresh } from '#oauth/can-refresh.ts'
import type { InputField, ProviderConfig } from '#oauth/types.ts'
import type { CompiledForm } from '#schema/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import type { AccountRow } from '#store/types.ts'
import type { DeviceView, PageSession } from '../app.ts'
import type { AppContext } from '../context.ts'
import { makeAddLogin } from '../logins/add-login.ts'
import { makeBeginAttempt } from '../logins/begin-attempt.ts'
import { checkToken } from '../logins/check-token.ts'
import { discoverProvider } from '../logins/discover-provider.ts'
import { makeFinishAttempt } from '../logins/finish-attempt.ts'
import { freshTokens, MIN_TTL_SECONDS } from '../logins/fresh-tokens.ts'
import { makeGetAttempt } from '../logins/get-attempt.ts'
import { openTokens } from '../logins/grant-tokens.ts'
import type { OpenedProvider } from '../logins/open-provider.ts'
import { loginInputs } from '../logins/require-login.ts'
import { prepareRevocation } from '../logins/revoke-tokens.ts'
import { makeStartAttempt } from '../logins/start-attempt.ts'
import { makeWatchDevice } from '../logins/watch-device.ts'
import { makeOpenSession } from '../open-session.ts'
import { requireAccount } from '../require-account.ts'
import type { Recorder } from './record-exchanges.ts'
import type { Shower, ShownExchange } from './show-exchange.ts'

type StepName = 'sign-in' | 'tokens' | 'refresh' | 'validate' | 'revoke'

/** One step of a dance, as it may be shown. */
export interface TrialStep {
  step: StepName
  /** `none`: the config, or the service, has nothing of the kind. */
  outcome: 'ok' | 'none' | 'failed'
  /** Why it failed or was left out; with `ok` what is worth knowing. */
  detail: string
  milliseconds: number
  exchanges: ShownExchange[]
}

/** What only a person can do. */
export interface TrialPerson {
  /** Signs in at the address. Gives the path and query that the browser came back with. */
  signIn(url: string): Promise<string>
  /** Enters a code on another device; called until it is entered. */
  enterCode(view: DeviceView): Promise<void>
  /** Fills in a form of the config. */
  fill(form: CompiledForm): Promise<JsonObject>
}

interface DanceInput {
  context: AppContext
  provider: OpenedProvider
  person: TrialPerson
  form(fields: readonly InputField[]): CompiledForm
  shower: Shower
  recorder: Recorder
  /** Told the config with the addresses that were discovered. */
  use(config: ProviderConfig): void
  onStep: (step: TrialStep) => void
}

/** Dances until a step fails. Once a login stands, its tokens are revoked whatever comes. */
export async function dance(input: DanceInput): Promise<TrialStep[]> {
  const steps: TrialStep[] = []
  const turn = makeTurn(input, step => {
    steps.push(step)
    input.onStep(step)
  })
  const signedIn = await turn('sign-in', () => signIn(input))
  const granted = signedIn && (await turn('tokens', () => getTokens(input, signedIn)))
  if (!granted) return steps
  const added = await turn('validate', () => addLogin(input, granted))
  if (!added) return steps
  const { row } = added
  const renewed = await turn('refresh', () => refresh(input, row))
  if (renewed?.again) await turn('validate', () => validateAgain(input, row))
  await turn('revoke', () => revoke(input, row))
  return steps
}

/** What a step has to say, and what the next one needs. */
interface Said {
  outcome?: 'none'
  detail?: string
}

type Turn = <T extends Said>(step: StepName, work: () => Promise<T>) => Promise<T | undefined>

function makeTurn({ recorder, shower }: DanceInput, onStep: (step: TrialStep) => void): Turn {
  return async (step, work) => {
    const since = performance.now()
    const end = (outcome: TrialStep['outcome'], detail: string) => {
      const milliseconds = Math.round(performance.now() - since)
      onStep({ step, outcome, detail: shower.text(detail), milliseconds, exchanges: recorder.take() })
    }
    try {
      const said = await work()
      end(said.outcome ?? 'ok', said.detail ?? '')
      return said
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'internal') throw error
      end('failed', [error.detail, ...error.fields.map(({ pointer, detail }) => `${pointer}: ${detail}`)].join(' '))
      return undefined
    }
  }
}

interface SignedIn extends Said {
  session: PageSession
  attemptId: string
  /** Path and query that the browser came back with; absent where there is no login page. */
  callback?: URL
}

async function signIn(input: DanceInput): Promise<SignedIn> {
  const { context, provider, use } = input
  const { config, row, redirect } = provider
  const inputs = await fill(input, config.before)
  const session = await makeOpenSession(context)(undefined)
  const scopes = config.scopes.filter(({ ticked, required }) => ticked || required).map(({ value }) => value)
  const wanted = { providerId: row.id, scopes, inputs, purpose: 'new', mode: 'popup' } as const
  const { id: attemptId } = await makeStartAttempt(context)(session, wanted)
  if (config.protocol === 'oauth2') use((await discoverProvider(context, provider)).config)
  const { redirectTo } = await makeBeginAttempt(context)(session, attemptId)
  const signed = { session, attemptId }
  const here = new URL(redirect.uri).origin
  if (redirectTo.startsWith(`${here}/oauth/device/`)) {
    await enterCode(input, signed)
    return { ...signed, detail: 'The code was entered.' }
  }
  // A page of ours: the application acts for itself, or something went wrong already.
  if (redirectTo.startsWith(`${here}/`)) return { ...signed, detail: 'No one has to sign in.' }
  const callback = new URL(await browse(input, redirectTo), here)
  return { ...signed, callback }
}

/** The browser's part is shown like any other request: what it took along, and what it brought back. */
async function browse({ person, recorder, shower }: DanceInput, address: string): Promise<string> {
  const shown = recorder.note({ role: 'sign-in', method: 'GET', ...shower.request(address) })
  const back = await person.signIn(address)
  const brought = shower.request(new URL(back, 'http://127.0.0.1').href)
  shown.got = brought.sent
  return back
}

async function enterCode({ context, person }: DanceInput, { session, attemptId }: SignedIn): Promise<void> {
  const watch = makeWatchDevice(context)
  for (;;) {
    const view = await watch(session, attemptId)
    if ('redirectTo' in view) return
    await person.enterCode(view)
    await sleep(view.again * 1000)
  }
}

async function fill({ form, person }: DanceInput, fields: readonly InputField[]): Promise<JsonObject> {
  return fields.length === 0 ? {} : person.fill(form(fields))
}

interface Granted extends Said {
  session: PageSession
  attemptId: string
  label: string
}

async function getTokens({ context, provider }: DanceInput, signed: SignedIn): Promise<Granted> {
  const { session, attemptId, callback } = signed
  if (callback) {
    const [, connector = '', slug = ''] = /^\/oauth\/return\/([^/]*)\/([^/]*)$/.exec(callback.pathname) ?? []
    await makeFinishAttempt(context)(session, {
      connector: decodeURIComponent(connector),
      slug: decodeURIComponent(slug),
      query: callback.search.slice(1),
    })
  }
  const {
    status,
    error,
    suggestedLabel = 'Trial',
    account,
    scopes,
  } = await makeGetAttempt(context)(session, attemptId, 'en')
  if (status !== 'granted') {
    throw new AppError('token_refused', { detail: error?.detail ?? `The sign-in ended as ${status}.` })
  }
  const words = [
    account === undefined ? whyNoAccount(provider.config) : 'The account was named.',
    ...(scopes && scopes.length > 0 ? [`Granted: ${scopes.join(' ')}.`] : []),
  ]
  return { session, attemptId, label: suggestedLabel, detail: words.join(' ') }
}

function whyNoAccount({ account }: ProviderConfig): string {
  return account.id === null && account.label === null
    ? 'The config does not say where the account is named.'
    : 'The service named no account.'
}

interface Added extends Said {
  row: AccountRow
}

/** ADD runs the validate request of the config and saves nothing that it does not accept. */
async function addLogin(input: DanceInput, { session, attemptId, label }: Granted): Promise<Added> {
  const { context, provider } = input
  const inputs = await fill(input, provider.config.after)
  const { id } = await makeAddLogin(context)(session, { attemptId, label, inputs })
  const row = await requireAccount(context, id)
  return provider.config.validate ? { row } : { row, outcome: 'none', detail: 'The config has no validate request.' }
}

/** The stored token is called rejected, which asks for another one at once. */
async function refresh({ context, provider }: DanceInput, row: AccountRow): Promise<Said & { again: boolean }> {
  const grant = await context.store.grants.byLogin(row.id, row.ownerId)
  if (!grant) throw new AppError('not_found', { detail: 'The login has no tokens.' })
  const { config } = provider
  if (!canRefresh(config, openTokens(context, grant))) {
    const none = config.refresh ? 'The service gave no refresh token.' : 'The config renews no tokens.'
    return { outcome: 'none', detail: none, again: false }
  }
  const want = { minTtl: MIN_TTL_SECONDS, rejectedVersion: grant.credVersion }
  const { credVersion } = await freshTokens(context, row, want)
  if (credVersion === grant.credVersion) throw new AppError('token_refused', { detail: 'No new token came.' })
  return { again: config.validate !== null }
}

async function validateAgain({ context, provider }: DanceInput, row: AccountRow): Promise<Said> {
  const { tokens } = await freshTokens(context, row, { minTtl: 0 })
  const checked = await checkToken(context, provider, { tokens, inputs: loginInputs(context, row) })
  if (checked.result === 'refused') throw new AppError('validation_failed', { detail: checked.words })
  return { detail: 'With the new token.' }
}

async function revoke({ context, recorder }: DanceInput, row: AccountRow): Promise<Said> {
  const revocation = await prepareRevocation(context, row)
  if (!revocation) return { outcome: 'none', detail: 'The config revokes nothing: the tokens end by themselves.' }
  await revocation.run()
  const refused = recorder.seen().find(({ status }) => status === null || status >= 300)
  if (!refused) return {}
  const why = refused.problem ?? `The service answered ${refused.status}.`
  throw new AppError('token_refused', { detail: why })
}
