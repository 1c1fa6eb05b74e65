import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CLIENT } from '../../../test/faulty-provider/faulty-server.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Configs of providers, each a kind of service that is attacked. */
export const CLOUDS = ['honest', 'hostile', 'issuing', 'stateless', 'posting', 'alone'] as const

/** Where the configs are written and what works on the data of the app. */
export interface CloudFolder {
  /** Writes every config; `origins`: the honest server and the hostile one. */
  writeAll(origins: { honest: string; hostile: string }): Promise<void>
  write(name: string, origin: string, fields: object): Promise<void>
  /** `flow-deploy oauths load`, as an administrator runs it; gives what it prints. */
  load(names: readonly string[]): Promise<string>
  /** `flow-deploy` with these words; gives what it prints. */
  deploy(...words: string[]): Promise<string>
}

export function makeCloudFolder(folder: string, env: Record<string, string>): CloudFolder {
  const root = join(folder, 'connectors', 'clouds')
  const clouds: CloudFolder = {
    async writeAll({ honest, hostile }) {
      await clouds.write('honest', honest, {})
      await clouds.write('hostile', hostile, {})
      await clouds.write('issuing', honest, { oauth2_ext: { issuer: honest } })
      await clouds.write('stateless', honest, { oauth2_no_state: true })
      await clouds.write('posting', honest, { oauth2_auth_query: ['{"response_mode":"form_post"}'] })
      await clouds.write('alone', honest, { oauth2_auth_url: '', oauth2_ext: { grant: 'client_credentials' } })
    },
    async write(name, origin, fields) {
      const place = join(root, 'auth', 'oauth', name)
      await mkdir(place, { recursive: true })
      const flow = { service: 'clouds' }
      const about = { name: 'clouds', version: '1.0.0', main: 'index.js', flow }
      await writeFile(join(root, 'package.json'), JSON.stringify(about))
      await writeFile(join(root, 'index.js'), "module.exports = new (require('ptc-flow-sdk').Connector)(__dirname)\n")
      await writeFile(join(place, 'config.json'), JSON.stringify(configOf(name, origin, fields), null, 2))
    },
    async load(names) {
      const file = join(folder, 'oauths.json')
      const entry = { Cloud: { CLIENT_ID: CLIENT.id, CLIENT_SECRET: CLIENT.secret } }
      await writeFile(file, JSON.stringify(Object.fromEntries(names.map(name => [name, entry]))))
      return clouds.deploy('oauths', 'load', '--file', file)
    },
    async deploy(...words) {
      const own = { FLOW_HOME: join(folder, 'data'), FLOW_KEY_FILE: join(folder, 'instance.key') }
      const args = [join(ROOT, 'bin', 'flow-deploy.js'), ...words]
      const run = promisify(execFile)(process.execPath, args, { cwd: folder, env: { ...process.env, ...env, ...own } })
      const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error)
      return stdout + stderr
    },
  }
  return clouds
}

function configOf(name: string, origin: string, fields: object): object {
  return {
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
}
