import { existsSync } from 'node:fs'

const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit'].find(path => existsSync(path))

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
  nodePath: string
  /** The one file of ours. */
  script: string
  /** The connector's project folder; null for an idle child. */
  root: string | null
  /** Bytes of data an idle child maps; null where it could not be measured. */
  idleData: number | null
}

/** Program and arguments for one child: Node's permission model inside, the kernel's limits around it. */
export function childCommand({ nodePath, script, root, idleData }: ChildPlace): { command: string; args: string[] } {
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
  return PRLIMIT ? { command: PRLIMIT, args: [...kernelLimits(idleData), '--', ...node] } : byShell(node)
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
function byShell(node: string[]): { command: string; args: string[] } {
  const limits = `ulimit -t ${CPU_SECONDS}; ulimit -c 0; ulimit -n ${FILES}; ulimit -f ${FILE_BYTES / 512}`
  return { command: '/bin/sh', args: ['-c', `${limits}; exec "$@"`, 'sh', ...node] }
}
