import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { findChromium } from '../lab/open-browser.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure } from '../measure.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '..', '..')
const WHOLE_SECONDS = 240
const START_SECONDS = 15

export const newcomerTime: Measure = {
  id: 'M-2',
  measure: 'seconds from git clone to both credentials fetched, and of a start without install',
  target: `< ${WHOLE_SECONDS} and ≤ ${START_SECONDS}`,
  quick: false,
  byHand: true,
  async run() {
    const chromium = findChromium()
    if (!chromium) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
    return withFolder(folder => measure(folder, chromium))
  },
}

/**
 * Clones the last commit, starts it as a newcomer does (which installs and builds), stops it, and runs the newcomer's
 * steps in a browser, which start the app a second time. All of that is counted, so the figure is an upper bound.
 */
async function measure(folder: string, chromium: string): Promise<Finding> {
  const clone = join(folder, 'clone')
  const apart = { npm_config_cache: join(folder, 'npm-cache'), FLOW_KEY_FILE: join(folder, 'instance.key') }
  const env = { ...newcomerEnv(), ...apart, CHROMIUM_PATH: chromium }
  const from = performance.now()
  await run('git', ['clone', '--quiet', ROOT, clone])
  const cloned = secondsSince(from)
  await startOnce(clone, env)
  const installed = secondsSince(from)
  await walkThrough(clone, env)
  const whole = secondsSince(from)
  const printed = await startOnce(clone, env)
  const again = Number(/Started in ([\d.]+) s/.exec(printed)?.[1] ?? Number.NaN)
  return {
    value: `${whole.toFixed(0)} and ${again.toFixed(1)}`,
    ok: whole < WHOLE_SECONDS && again <= START_SECONDS,
    details: [
      `clone ${cloned.toFixed(0)} s, install and first start ${(installed - cloned).toFixed(0)} s, in the browser ${(whole - installed).toFixed(0)} s`,
    ],
  }
}

/** What a newcomer does in the browser, by the test that does it in every run. */
async function walkThrough(clone: string, env: NodeJS.ProcessEnv): Promise<void> {
  const test = ['playwright', 'test', '--config', 'e2e/playwright.config.ts', 'newcomer']
  await run('npx', test, { cwd: clone, env }).catch((error: { stdout?: string }) => {
    throw new Error(`the newcomer did not get through:\n${error.stdout?.slice(-3000)}`)
  })
}

/** `npm start` in the clone, ended once it has said that it started. Gives what it printed. */
async function startOnce(clone: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn('npm', ['start', '--', '--port', '0'], { cwd: clone, env, stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (/Started in/.test(printed)) child.kill('SIGTERM')
    })
  }
  await ended
  if (/Started in/.test(printed)) return printed
  throw new Error(`npm start ended without having started:\n${printed}`)
}

/** As in a fresh terminal: no trace of the npm that runs us, nor of the Node it put in front. */
function newcomerEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) || /^npm_config_registry$/i.test(name),
  )
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(folder => !folder.includes('node_modules'))
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) }
}

function secondsSince(from: number): number {
  return (performance.now() - from) / 1000
}
