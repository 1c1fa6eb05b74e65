import { existsSync } from 'node:fs'

const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit'].find(path => existsSync(path))

const MEBIBYTE = 1_048_576
/** On top of what an idle child maps; Buffers are not bound by the limit of the JavaScript heap. */
const DATA_HEADROOM = 500 * MEBIBYTE
export const CPU_SECONDS = 5

export interface ChildPlace {
  nodePath: string
  /** The one file of ours. */
  script: string
  /** The connector's project folder; null for an idle child. */
  root: string | null
  /** Bytes of data an idle child maps; null where it could not be measured. */
  idleData: number | null
}

/** Program and arguments for one child: Node's permission model inside, the kernel's limits around it where there are some. */
export function childCommand({ nodePath, script, root, idleData }: ChildPlace): { command: string; args: string[] } {
  const node = [
    '--permission',
    `--allow-fs-read=${script}`,
    ...(root === null ? [] : [`--allow-fs-read=${root}`]),
    '--max-old-space-size=128',
    '--disable-sigusr1',
    '--no-warnings',
    script,
  ]
  if (!PRLIMIT) return { command: nodePath, args: node }
  const limits = [
    // The soft limit ends it with a signal of its own, so that the message can name the reason.
    `--cpu=${CPU_SECONDS}:${CPU_SECONDS + 1}`,
    '--core=0',
    '--nofile=64',
    `--fsize=${10 * MEBIBYTE}`,
    ...(idleData === null ? [] : [`--data=${idleData + DATA_HEADROOM}`]),
  ]
  return { command: PRLIMIT, args: [...limits, '--', nodePath, ...node] }
}
