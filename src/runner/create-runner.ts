import { realpath } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { isAbsolute, join, relative, sep } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'
import { writeChildScript } from './child-script.ts'
import { chooseLevel } from './choose-level.ts'
import { clearStale } from './clear-stale.ts'
import { makeRunCounter } from './count-runs.ts'
import { judgeInspection, judgeRun } from './judge-end.ts'
import type { ChildRequest } from './protocol.ts'
import { createRunQueue, type Hold } from './run-queue.ts'
import { type CodePlace, createSpares } from './spares.ts'
import { PAIR_PREFIX, standIn } from './stand-in.ts'
import { type Child, type ChildEnd, startChild } from './start-child.ts'
import type { NetworkGate, Runner, RunnerLevel } from './types.ts'

const INSPECT_MS = 10_000
/** Some 60 MB each. */
const SPARES = 2
/** How long a form may be open before a start has to be waited for again. */
const SPARE_IDLE_MS = 300_000

export interface RunnerOptions {
  /** Where the child's one file is written. */
  cacheDir: string
  /** The one way of connector code to the network. */
  gate: NetworkGate
  /** Processes at once; twice the number of cores, because most of their time they wait for an answer. */
  concurrency?: number
  /** Runs that may wait; 100. */
  queue?: number
  nodePath?: string
  /** Refuse to start with lower walls; `process`. */
  leastLevel?: RunnerLevel
  /** Do not try higher walls; the highest there are. */
  mostLevel?: RunnerLevel
  /** Refuse to start in a process whose inspector connector code could open by a signal. Only tests say false. */
  requireSigusr1Disabled?: boolean
}

/**
 * Makes the runner: connector code in a Node process of its own, with an empty environment and the permission model on,
 * behind the highest walls there are here. Throws `AppError('config_invalid')` when this process or the machine does not allow it.
 */
export async function createRunner(options: RunnerOptions): Promise<Runner> {
  if (options.requireSigusr1Disabled ?? true) requireSigusr1Disabled()
  const nodePath = options.nodePath ?? process.execPath
  const script = await writeChildScript(options.cacheDir)
  await clearStale(tmpdir(), PAIR_PREFIX)
  const chosen = await chooseLevel({
    nodePath,
    script,
    least: options.leastLevel ?? 'process',
    most: options.mostLevel ?? 'bubblewrap',
  })
  const { level, idleData } = chosen
  const gate = level === 'bubblewrap' ? relayed(options.gate) : options.gate
  const queue = createRunQueue(options.concurrency ?? 2 * availableParallelism(), options.queue ?? 100)
  const children = new Set<Child>()
  const counter = makeRunCounter()

  const start = ({ root, file }: CodePlace): Child => {
    const child = startChild({ place: { level, nodePath, script, root, idleData }, file, gate })
    children.add(child)
    void child.gone.then(() => children.delete(child))
    return child
  }
  const spares = createSpares({ start, limit: SPARES, idleMs: SPARE_IDLE_MS })
  const end = async (place: CodePlace, request: ChildRequest, hold: Hold): Promise<ChildEnd> => {
    const spare = request.operation === 'inspect' ? undefined : await spares.take(place)
    const child = spare ?? start(place)
    hold(child.gone)
    const ended = await child.run(request)
    // Who has tested once changes a value and tests again.
    if (spare) void spares.prepare(place)
    return ended
  }

  return {
    level,
    ...(chosen.reason === undefined ? {} : { levelReason: chosen.reason }),
    ...(chosen.install === undefined ? {} : { installHigher: chosen.install }),
    stats: () => ({ ...queue.load(), ahead: spares.size, ...counter.figures() }),
    run: request =>
      queue.run(request.root, async hold => {
        const place = await findCode(request)
        const { operation, input, timeoutMs } = request
        const options = { ...request.options, timeout: timeoutMs }
        const ended = await end(place, { operation, input, options, timeoutMs }, hold)
        const result = judgeRun({ ...request, root: place.root }, ended)
        counter.count(result)
        return result
      }),
    inspect: artifact =>
      queue.run(artifact.root, async hold => {
        const place = await findCode(artifact)
        const request: ChildRequest = { operation: 'inspect', input: {}, options: {}, timeoutMs: INSPECT_MS }
        return judgeInspection(place.root, INSPECT_MS, await end(place, request, hold))
      }),
    prepare: artifact => {
      // A place that cannot be found is told by the run.
      findCode(artifact).then(spares.prepare, () => undefined)
    },
    forget: spares.clear,
    async close() {
      queue.close()
      spares.close()
      const gone = [...children].map(child => child.gone)
      for (const child of children) child.stop()
      await Promise.all(gone)
    },
  }
}

function relayed(gate: NetworkGate): NetworkGate {
  return { ...gate, open: async options => standIn(await gate.open(options), options.signal) }
}

/** With links resolved, the code has to lie in the one folder it may read. */
async function findCode(artifact: { root: string; folder: string }): Promise<CodePlace> {
  const real = (path: string) => realpath(path).catch(() => null)
  const [root, file] = await Promise.all([real(artifact.root), real(join(artifact.folder, 'index.js'))])
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
