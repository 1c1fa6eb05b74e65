import { existsSync } from 'node:fs'
import type { RunnerLevel } from './types.ts'

const found = (names: string[]) => names.find(path => existsSync(path))
const PRLIMIT = found(['/usr/bin/prlimit', '/bin/prlimit'])
/** Sought where the system keeps programs, never in PATH. */
export const BWRAP =
  process.platform === 'linux' ? found(['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap']) : undefined

const MEBIBYTE = 1_048_576
/** On top of what an idle child maps; Buffers are not bound by the limit of the JavaScript heap. */
const DATA_HEADROOM = 500 * MEBIBYTE
export const CPU_SECONDS = 5
const FILES = 64
const FILE_BYTES = 10 * MEBIBYTE

/** Modules that go past the permission model (security.md §3.5). A Node that does not know a switch does not start with it. */
const SWITCHES = ['--no-experimental-sqlite', '--no-experimental-ffi', '--no-experimental-webstorage'].filter(name =>
  process.allowedNodeEnvironmentFlags.has(name),
)

export interface ChildPlace {
  level: RunnerLevel
  nodePath: string
  /** The one file of ours. */
  script: string
  /** The connector's project folder; null for an idle child. */
  root: string | null
  /** Bytes of data an idle child maps; null where it could not be measured. */
  idleData: number | null
}

/** Program and arguments for one child: Node's permission model inside, the kernel's walls and limits around it. */
export function childCommand(place: ChildPlace): { command: string; args: string[] } {
  const { nodePath, script, root, idleData } = place
  const node = [
    nodePath,
    '--permission',
    `--allow-fs-read=${script}`,
    ...(root === null ? [] : [`--allow-fs-read=${root}`]),
    '--max-old-space-size=128',
    '--disable-sigusr1',
    '--no-warnings',
    ...SWITCHES,
    script,
  ]
  const inside = place.level === 'bubblewrap' && BWRAP ? [BWRAP, ...wallsOf(place), '--', ...node] : node
  return PRLIMIT ? { command: PRLIMIT, args: [...kernelLimits(idleData), '--', ...inside] } : byShell(inside)
}

/**
 * New namespaces of every kind, so that there is no network, no other process and no file but these. The environment is
 * empty already: `--clearenv` would leave it readable at /proc/1/environ, and take away the number of the channel.
 */
function wallsOf({ nodePath, script, root }: ChildPlace): string[] {
  const bind = (path: string) => ['--ro-bind', path, path]
  const tryBind = (path: string) => ['--ro-bind-try', path, path]
  return [
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    ...['--cap-drop', 'ALL', '--uid', '65534', '--gid', '65534', '--hostname', 'connector'],
    ...['--proc', '/proc', '--dev', '/dev'],
    // Before what is bound below it, or it would hide it.
    ...['--tmpfs', '/tmp'],
    ...['/usr', '/lib', '/lib64', '/etc/localtime'].flatMap(tryBind),
    ...[nodePath, script, ...(root === null ? [] : [root])].flatMap(bind),
    ...['--chdir', root ?? '/'],
  ]
}

function kernelLimits(idleData: number | null): string[] {
  return [
    // The soft limit ends it with a signal of its own, so that the message can name the reason.
    `--cpu=${CPU_SECONDS}:${CPU_SECONDS + 1}`,
    '--core=0',
    `--nofile=${FILES}`,
    `--fsize=${FILE_BYTES}`,
    ...(idleData === null ? [] : [`--data=${idleData + DATA_HEADROOM}`]),
  ]
}

/** macOS has no prlimit. Its shell sets what it knows, and memory is left to the parent's watch. */
function byShell(program: string[]): { command: string; args: string[] } {
  const limits = `ulimit -t ${CPU_SECONDS}; ulimit -c 0; ulimit -n ${FILES}; ulimit -f ${FILE_BYTES / 512}`
  return { command: '/bin/sh', args: ['-c', `${limits}; exec "$@"`, 'sh', ...program] }
}
