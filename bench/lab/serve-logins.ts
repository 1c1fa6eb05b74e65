import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CONNECTOR, documentOf } from '../../score/lab/refresh/open-lab.ts'
import { PROVIDER } from '../../score/lab/refresh/plant-logins.ts'
import { CLIENT_SECRET } from '../../score/lab/refresh/token-server.ts'
import { type Started, startServer } from '../../score/lab/start-server.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** Our server with one connector and one provider, loaded by the command as an administrator does. */
export async function serveLogins(folder: string, origin: string): Promise<Started> {
  const connector = join(folder, 'data', 'connectors', 'lab')
  const config = join(connector, 'auth', 'oauth', CONNECTOR)
  await mkdir(config, { recursive: true })
  const manifest = { name: 'lab-connector', version: '1.0.0', main: 'index.js', flow: { service: 'lab' } }
  await writeFile(join(connector, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(connector, 'index.js'), "module.exports = new (require('ptc-flow-sdk').Connector)(__dirname)\n")
  await writeFile(join(config, 'config.json'), JSON.stringify(documentOf({ origin })))
  const loadFile = join(folder, 'oauths.json')
  await writeFile(loadFile, JSON.stringify({ [CONNECTOR]: { [PROVIDER]: { CLIENT_ID: 'lab', CLIENT_SECRET } } }))
  const env = { FLOW_ALLOWED_HOSTS: new URL(origin).host, FLOW_LOG_LEVEL: 'warn' }
  await promisify(execFile)(process.execPath, [join(ROOT, 'bin', 'flow-deploy.js'), 'oauths', 'load', '-f', loadFile], {
    env: { ...process.env, ...env, FLOW_HOME: join(folder, 'data'), FLOW_KEY_FILE: join(folder, 'instance.key') },
  })
  return startServer({ folder, env })
}
