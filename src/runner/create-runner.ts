import type { ChildProcess } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { isAbsolute, join, relative, sep } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'
import { writeChildScript } from './child-script.ts'
import { judgeInspection, judgeRun } from './judge-end.ts'
import { measureIdle } from './measure-idle.ts'
import type { ChildRequest } from './protocol.ts'
import { type ChildEnd, runChild } from './run-child.ts'
import { createRunQueue } from './run-queue.ts'
import type { NetworkGate, Runner } from './types.ts'

const INSPECT_MS = 10_000

export interface RunnerOptions {
  /** Where the child's one file is written. */
  cacheDir: string
  /** The one way of connector code to the network. */
  gate: NetworkGate
  /** Processes at once; the number of cores. */
  concurrency?: number
  /** Runs that may wait; 100. */
  queue?: number
  nodePath?: string
  /** Refuse to start in a process whose inspector connector code could open by a signal. Only tests say false. */
  requireSigusr1Disabled?: boolean
}

/**
 * Makes the runner of level `process`: connector code in a Node process of its own, with an empty environment and the
 * permission model on. Throws `AppError('config_invalid')` when this process or the machine does not allow it.
 */
export async function createRunner(options: RunnerOptions): Promise<Runner> {
  if (options.requireSigusr1Disabled ?? true) requireSigusr1Disabled()
  const nodePath = options.nodePath ?? process.execPath
  const script = await writeChildScript(options.cacheDir)
  const idleData = await measureIdle(nodePath, script)
  const queue = createRunQueue(options.concurrency ?? availableParallelism(), options.queue ?? 100)
  const children = new Set<ChildProcess>()

  const start = (root: string, request: ChildRequest): Promise<ChildEnd> =>
    runChild({
      place: { nodePath, script, root, idleData },
      request,
      gate: options.gate,
      onStart(child) {
        children.add(child)
        child.on('close', () => children.delete(child))
      },
    })

  return {
    level: 'process',
    run: request =>
      queue.run(async () => {
        const { root, file } = await findCode(request)
        const { operation, input, timeoutMs } = request
        const options = { ...request.options, timeout: timeoutMs }
        return judgeRun({ ...request, root }, await start(root, { operation, file, input, options, timeoutMs }))
      }),
    inspect: artifact =>
      queue.run(async () => {
        const { root, file } = await findCode(artifact)
        const request: ChildRequest = { operation: 'inspect', file, input: {}, options: {}, timeoutMs: INSPECT_MS }
        return judgeInspection(root, INSPECT_MS, await start(root, request))
      }),
    async close() {
      queue.close()
      const ended = [...children].map(child => new Promise(resolve => child.once('close', resolve)))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(ended)
    },
  }
}

/** With links resolved, the code has to lie in the one folder it may read. */
async function findCode(artifact: { root: string; folder: string }): Promise<{ root: string; file: string }> {
  const root = await realpath(artifact.root).catch(() => null)
  const file = await realpath(join(artifact.folder, 'index.js')).catch(() => null)
  const way = root === null || file === null ? '..' : relative(root, file)
  if (root === null || file === null || way.startsWith(`..${sep}`) || way === '..' || isAbsolute(way)) {
    throw new AppError('connector_unavailable', {
      detail: 'The code of this connector is not in its folder any more. Ask the person who installed it.',
    })
  }
  // Node takes a star in a permission for every name that begins so: the code could read its neighbours.
  if (root.includes('*')) {
    throw new AppError('connector_unavailable', {
      detail: 'The folder of this connector has a * in its path, which its permission to read would widen. Rename it.',
    })
  }
  return { root, file }
}

function requireSigusr1Disabled(): void {
  if (process.execArgv.includes('--disable-sigusr1')) return
  throw new AppError('config_invalid', {
    detail:
      'This process was started without --disable-sigusr1, so connector code could open its inspector. Start it with "flow serve", or add the flag.',
  })
}
