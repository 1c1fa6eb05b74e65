import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright'
import { CLIENT } from '../../../test/faulty-provider/faulty-server.ts'
import { type FaultyProvider, startFaultyProvider } from '../../../test/faulty-provider/start-faulty-provider.ts'
import { type Started, startServer } from '../start-server.ts'
import { type HostileServer, startHostileServer } from './hostile-server.ts'
import { makePerson, type Person } from './person.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** The app with an honest and a hostile provider, and a victim and an attacker, each with a browser. */
export interface AttackLab {
  app: Started
  honest: FaultyProvider
  hostile: HostileServer
  victim: Person
  attacker: Person
  browser: Browser
  /** Ids of the providers, by the names of their configs. */
  ids: Record<string, string>
  /** Writes these configs and loads them again, as an administrator does with an update; gives what is printed. */
  update(configs: Record<string, object>): Promise<string>
  /** Both people get a new browser and a new session: a session may begin ten sign-ins a minute. */
  renewPeople(): Promise<void>
  /** Requests for tokens at the honest server since the last look. */
  newExchanges(): number
  close(): Promise<void>
}

export const returnUrl = (appUrl: string, name: string) => `${appUrl}/oauth/return/${name}/cloud`

export async function openAttackLab(browser: Browser): Promise<AttackLab> {
  const folder = await mkdtemp(join(tmpdir(), 'flow-attacks-'))
  const [honest, hostile] = [await startFaultyProvider(), await startHostileServer()]
  const write = makeWriter(folder)
  await write('honest', honest.origin, {})
  await write('hostile', hostile.origin, {})
  await write('issuing', honest.origin, { oauth2_ext: { issuer: honest.origin } })
  await write('stateless', honest.origin, { oauth2_no_state: true })
  await write('posting', honest.origin, { oauth2_auth_query: ['{"response_mode":"form_post"}'] })
  await write('alone', honest.origin, { oauth2_auth_url: '', oauth2_ext: { grant: 'client_credentials' } })
  await mkdir(join(folder, 'data'), { recursive: true, mode: 0o700 })
  await writeFile(
    join(folder, 'data', 'deploymentConfig.json'),
    '{"environment":"local","embedOrigins":["https://editor.example"]}',
  )
  const env = { FLOW_ALLOWED_HOSTS: 'localhost:*', FLOW_CONNECTORS: join(folder, 'connectors') }
  const app = await startServer({ folder, env })
  await runLoad(folder, NAMES, env)
  honest.register(NAMES.filter(name => name !== 'hostile').map(name => returnUrl(app.url, name)))
  const people = { victim: await makePerson(browser, app.url), attacker: await makePerson(browser, app.url) }
  const { json } = await people.victim.ask('GET', '/api/page/providers')
  const ids = Object.fromEntries(
    (json as { items: { id: string; connector: string }[] }).items.map(({ id, connector }) => [connector, id]),
  )
  let looked = 0
  return {
    app,
    honest,
    hostile,
    get victim() {
      return people.victim
    },
    get attacker() {
      return people.attacker
    },
    browser,
    ids,
    async update(configs) {
      for (const [name, fields] of Object.entries(configs)) await write(name, honest.origin, fields)
      return runLoad(folder, Object.keys(configs), env)
    },
    async renewPeople() {
      await Promise.all([people.victim.close(), people.attacker.close()])
      people.victim = await makePerson(browser, app.url)
      people.attacker = await makePerson(browser, app.url)
    },
    newExchanges() {
      const all = honest.requests.filter(request => request === 'POST /token').length
      const fresh = all - looked
      looked = all
      return fresh
    },
    async close() {
      await Promise.all([people.victim.close(), people.attacker.close()])
      await app.stop()
      await Promise.all([honest.close(), hostile.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const NAMES = ['honest', 'hostile', 'issuing', 'stateless', 'posting', 'alone']

function makeWriter(folder: string) {
  const root = join(folder, 'connectors', 'clouds')
  return async (name: string, origin: string, fields: object): Promise<void> => {
    const place = join(root, 'auth', 'oauth', name)
    await mkdir(place, { recursive: true })
    const flow = { service: 'clouds' }
    await writeFile(
      join(root, 'package.json'),
      JSON.stringify({ name: 'clouds', version: '1.0.0', main: 'index.js', flow }),
    )
    await writeFile(join(root, 'index.js'), "module.exports = new (require('ptc-flow-sdk').Connector)(__dirname)\n")
    const document = {
      name,
      title: `${name} cloud`,
      version: 'v1',
      published: true,
      oauth_type: 'OAuth2',
      base_url: origin,
      oauth2_auth_url: '/authorize',
      oauth2_token_url: '/token',
      oauth2_params_scope: ['{"read":"Read your bins"}', '{"write":"Change your bins"}'],
      env_local_params: ['{"redirect_uri":"OAUTH_ENDPOINT_OAUTH_RETURN"}'],
      ...fields,
    }
    await writeFile(join(place, 'config.json'), JSON.stringify(document, null, 2))
  }
}

/** `flow-deploy oauths load`, as an administrator runs it; gives what it prints. */
async function runLoad(folder: string, names: string[], env: Record<string, string>): Promise<string> {
  const file = join(folder, 'oauths.json')
  const entry = { Cloud: { CLIENT_ID: CLIENT.id, CLIENT_SECRET: CLIENT.secret } }
  await writeFile(file, JSON.stringify(Object.fromEntries(names.map(name => [name, entry]))))
  const own = { FLOW_HOME: join(folder, 'data'), FLOW_KEY_FILE: join(folder, 'instance.key') }
  const args = [join(ROOT, 'bin', 'flow-deploy.js'), 'oauths', 'load', '--file', file]
  const run = promisify(execFile)(process.execPath, args, { cwd: folder, env: { ...process.env, ...env, ...own } })
  const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error)
  return stdout + stderr
}
