import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename } from 'node:path'
import type { DeviceView } from '#app/app.ts'
import { judgeValues } from '#app/judge-values.ts'
import type { TrialPerson, TrialStep } from '#app/oauth-trial/dance.ts'
import { findProjectOAuth } from '#app/oauth-trial/find-project-oauth.ts'
import { readEntryValues } from '#app/oauth-trial/read-entry-values.ts'
import { standInValues } from '#app/oauth-trial/stand-in-values.ts'
import { parseConfig } from '#config/config.ts'
import type { CompiledForm } from '#schema/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import { artifactName } from './artifact-name.ts'
import { withEnvValues } from './env-values.ts'
import { openLoopbackReturn } from './loopback-return.ts'
import { readInputFile } from './read-input-file.ts'
import { readProject } from './read-project.ts'
import { withTemporaryFolder } from './with-temporary-folder.ts'

export interface OAuthTestOptions {
  parentDir: string
  /** Path of a load file. */
  file?: string | undefined
  /** Display name of its entry. */
  entry?: string | undefined
  /** Path of a JSON file with inputs of the config. */
  input?: string | undefined
  port: number
  requestMs: number
  mock: boolean
  env: Record<string, string | undefined>
  /** Asks for the values of these keys of the load file; undefined where nobody can be asked. */
  ask: ((keys: readonly string[]) => Promise<Record<string, string>>) | undefined
  /** The same for a form of the config. */
  fill: ((form: CompiledForm, given: JsonObject) => Promise<JsonObject>) | undefined
  /** Told the return URL before anything is sent. */
  onReady: (redirectUri: string) => void
  /** Sends the person's browser to the address. */
  onOpen: (url: string) => void
  onDevice: (view: DeviceView) => void
  onStep: (step: TrialStep) => void
}

export interface TestedOAuth {
  name: string
  redirectUri: string
  steps: TrialStep[]
}

/** As long as an attempt lives. */
const SIGN_IN_WITHIN_MS = 10 * 60_000

/** Takes an OAuth config of the project in `parentDir` through a whole dance, with a real service or a practice one. */
export async function testOAuth(shortName: string, options: OAuthTestOptions): Promise<TestedOAuth> {
  const { env, mock } = options
  const { root, service } = await readProject(options.parentDir)
  const config = parseConfig({ options: {}, env: { ...env, FLOW_HOME: undefined, HOME: env['HOME'] ?? homedir() } })
  const oauth = await findProjectOAuth(root, namesFor(service, shortName), config)
  const given = await givenValues(oauth.name, options)
  const { displayName = oauth.title } = given
  const known = { ...given.values, ...envKeys(oauth.missing(given.values), env) }
  const values = mock ? standInValues(oauth, known) : await askMissing(oauth, known, options.ask)
  const door = await openLoopbackReturn(options.port)
  try {
    const inputs = options.input === undefined ? {} : await readInputFile(options.input)
    const person: TrialPerson = {
      async signIn(url) {
        const back = door.comeBack(new URL(redirectUri).pathname, SIGN_IN_WITHIN_MS)
        if (mock) await visit(url)
        else options.onOpen(url)
        return back
      },
      async enterCode(view) {
        options.onDevice(view)
      },
      async fill(form) {
        const { values: known } = withEnvValues(form, inputs, env)
        const isGood = judgeValues(form, known).problems.length === 0
        return isGood || mock || !options.fill ? known : options.fill(form, known)
      },
    }
    const { tryProjectOAuth, trialReturnUri } = await import('#app/oauth-trial/try-project-oauth.ts')
    const redirectUri = trialReturnUri(door.origin, oauth.name, displayName)
    options.onReady(redirectUri)
    const { requestMs, onStep } = options
    const trial = { oauth, displayName, values, publicUrl: door.origin, config, requestMs, mock, person, onStep }
    const steps = await withTemporaryFolder('flow-test-', folder => tryProjectOAuth({ ...trial, folder }))
    return { name: oauth.name, redirectUri, steps }
  } finally {
    await door.close()
  }
}

/** As typed, then with the service before it; a name that can be no artifact may still stand in an older project. */
function namesFor(service: string, typed: string): string[] {
  try {
    return [...new Set([typed, artifactName(service, typed)])]
  } catch (error) {
    if (error instanceof AppError) return [typed]
    throw error
  }
}

async function givenValues(
  connector: string,
  { file, entry }: OAuthTestOptions,
): Promise<{ values: Record<string, string>; displayName?: string }> {
  if (file === undefined) return { values: {} }
  return readEntryValues(await readFile(file, 'utf8'), { fileName: basename(file), connector, displayName: entry })
}

/** `FLOW_TEST_CLIENT_SECRET` and the like. */
function envKeys(keys: readonly string[], env: OAuthTestOptions['env']): Record<string, string> {
  return Object.fromEntries(
    keys.flatMap(key => {
      const value = env[`FLOW_TEST_${key}`]
      return value ? [[key, value]] : []
    }),
  )
}

interface Wants {
  missing(values: Readonly<Record<string, string>>): string[]
}

/** What proves the client shows only once the rest is there, so it is looked at twice. */
async function askMissing(
  oauth: Wants,
  known: Record<string, string>,
  ask: OAuthTestOptions['ask'],
): Promise<Record<string, string>> {
  let values = known
  for (let round = 0; round < 2; round++) {
    const missing = oauth.missing(values)
    if (missing.length === 0) return values
    if (!ask) throw notGiven(missing)
    values = { ...values, ...(await ask(missing)) }
  }
  return values
}

function notGiven(missing: readonly string[]): AppError {
  const variables = missing.map(key => `FLOW_TEST_${key}`).join(', ')
  const detail = `${missing.join(', ')} of the load file ${missing.length === 1 ? 'is' : 'are'} missing, and nobody can be asked here. Set ${variables}, name a load file with --file, or practise with --mock.`
  return new AppError('wrong_use', { detail })
}

/** The browser of the practice provider's person. */
async function visit(url: string): Promise<void> {
  const answer = await fetch(url, { redirect: 'error' })
  await answer.arrayBuffer()
}
