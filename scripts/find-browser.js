import { existsSync, readFileSync } from 'node:fs'
import { findNode, run, SetupError, toolEntry, toolEnv } from './setup.js'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A Chromium for the end-to-end tests: named, installed, or fetched now. Undefined: the one Playwright fetched. */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new SetupError(`CHROMIUM_PATH names ${named}, where nothing is: set it to a Chromium or Chrome, or unset it.`)
  }
  const installed = INSTALLED.find(existsSync)
  if (installed) return installed
  console.log('Fetching a browser for the end-to-end tests …')
  if (await fetchedByPlaywright()) return undefined
  if (isDebianRoot()) {
    const failure = 'Chromium could not be installed with apt-get: install it, or set CHROMIUM_PATH.'
    await run('apt-get', ['update', '-qq'], { failure, quiet: true })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { failure, quiet: true })
    return '/usr/bin/chromium'
  }
  throw new SetupError(
    'No browser was found and none could be fetched: install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  )
}

async function fetchedByPlaywright() {
  try {
    await run(findNode(), [toolEntry('playwright'), 'install', 'chromium'], {
      env: toolEnv(),
      quiet: true,
      failure: 'no',
    })
    return true
  } catch (error) {
    if (error instanceof SetupError) return false
    throw error
  }
}

function isDebianRoot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  return existsSync('/etc/os-release') && /debian|ubuntu/i.test(readFileSync('/etc/os-release', 'utf8'))
}
