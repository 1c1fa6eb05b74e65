import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPage } from './build-page.js'
import { ensureInstalled, findNode, guard, root, run, toolEntry, toolEnv } from './setup.js'
import { createSupervisor } from './supervise.js'

/** Everything a newcomer needs: installs, builds, starts the app, and beside it the practice services. */
async function main() {
  const { values } = parseArgs({
    options: {
      'no-practice': { type: 'boolean', default: false },
      dev: { type: 'boolean', default: false },
      port: { type: 'string', default: '4600' },
      data: { type: 'string', default: process.env.FLOW_HOME || join(root, '.flow') },
    },
  })
  const started = Date.now()
  await ensureInstalled()
  if (!values.dev) await buildPage()
  const supervisor = createSupervisor()
  try {
    await startAll(supervisor, values)
  } catch (error) {
    console.error(`\n${error.message}`)
    return supervisor.stop(1)
  }
  console.log(`Started in ${((Date.now() - started) / 1000).toFixed(1)} s. Stop with Ctrl-C.`)
}

async function startAll(supervisor, options) {
  const node = findNode()
  const home = options.data
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const env = { ...toolEnv(), FLOW_HOME: home }
  const server = [
    ...(options.dev ? ['--watch-path=src', '--watch-preserve-output'] : []),
    ...['--disable-sigusr1', '--disable-proto=delete', join(root, 'bin', 'flow.js'), 'serve', '--with-parent'],
    ...['--port', options.port, '--data', home, '--connectors', join(root, 'examples', 'connectors')],
  ]
  const app = await supervisor.start('The server', node, server, env)
  if (!options['no-practice']) await startPractice(supervisor, { node, env, home, appUrl: app.url })
  const page = options.dev ? await startVite(supervisor, { node, env, appUrl: app.url }) : app.url
  console.log(`\n  Flow Connections   ${page}\n  Data               ${home}`)
}

async function startPractice(supervisor, { node, env, home, appUrl }) {
  const data = join(home, 'practice')
  const loadFile = join(data, 'oauths.json')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const practice = await supervisor.start(
    'The practice provider',
    node,
    [
      ...[join(root, 'examples', 'practice', 'main.ts'), '--with-parent', '--data', data, '--load-file', loadFile],
      ...['--redirect-uri', `${appUrl}/oauth/return/practice-cloud/practice`],
    ],
    env,
  )
  const load = ['oauths', 'load', '--file', loadFile, '--accept-host-change', '--log', 'warn']
  const allow = [
    'hosts',
    'allow',
    new URL(practice.providerUrl).host,
    new URL(practice.targetUrl).host,
    '--log',
    'warn',
  ]
  const deploy = (args, failure) =>
    run(node, [join(root, 'bin', 'flow-deploy.js'), ...args], { env, quiet: true, failure })
  await Promise.all([
    deploy(load, 'The practice provider could not be loaded: the lines above say why.'),
    // Both listen on this machine, where nothing is reached that was not allowed.
    deploy(allow, 'The practice services could not be allowed: the lines above say why.'),
  ])
  console.log(`\n  Practice sign-in   ${practice.providerUrl}\n  Practice API       ${practice.targetUrl}`)
}

function startVite(supervisor, { node, env, appUrl }) {
  const args = [join(root, 'scripts', 'dev-page.js'), toolEntry('vite')]
  return supervisor.start('The page', node, args, { ...env, FLOW_APP_URL: appUrl }).then(ready => ready.url)
}

guard(main)
