import { readFile } from 'node:fs/promises'
import { AppError } from '#shared/errors/app-error.ts'
import { startChild } from './start-child.ts'
import type { NetworkGate, RunnerLevel } from './types.ts'
import { processesBelow } from './watch-memory.ts'

interface IdlePlace {
  nodePath: string
  script: string
  level: RunnerLevel
}

/**
 * Starts a child that runs no connector code: proof that one can be started here, and the measure for its memory limit
 * (Node maps some 570 MB by itself, and how much differs with version and machine). Bytes; null where the system does
 * not tell. Throws `AppError('config_invalid')` when no child comes up.
 */
export async function measureIdle({ nodePath, script, level }: IdlePlace): Promise<number | null> {
  let idleData: Promise<number | null> | undefined
  const child = startChild({
    place: { level, nodePath, script, root: null, idleData: null },
    file: null,
    gate: NO_NETWORK,
    onStarted: () => {
      idleData = readData(child.process.pid).finally(child.stop)
    },
  })
  const end = await child.run({ operation: 'inspect', input: {}, options: {}, timeoutMs: 20_000 })
  if (!idleData) {
    throw new AppError('config_invalid', {
      detail:
        'The process that runs connector code does not start. Check that Node 26 is complete and the data folder readable.',
      meta: { stderr: end.stderr.text.slice(0, 2000), code: end.code ?? -1 },
    })
  }
  return idleData
}

const NO_NETWORK: NetworkGate = {
  open: () => Promise.reject(new Error('an idle child opens no connection')),
  resolve: () => Promise.reject(new Error('an idle child asks for no name')),
}

/** Of several processes the one inside, which is the largest. */
async function readData(pid = 0): Promise<number | null> {
  const sizes = [pid, ...(await processesBelow(pid))].map(async one => {
    const status = await readFile(`/proc/${one}/status`, 'utf8').catch(() => '')
    return Number(/^VmData:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  })
  return Math.max(...(await Promise.all(sizes))) || null
}
