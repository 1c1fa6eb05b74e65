import { relative } from 'node:path'
import type { ConnectorFolder } from '#connectors/types.ts'
import type { Inspection, Runner } from '#runner/types.ts'
import type { FoundConnection } from './catalogue.ts'
import { type KnownExports, openExportCache } from './export-cache.ts'
import type { Log } from './log.ts'

/** Inspections at once: they share the runner's queue with people's saves and tests. */
const LANES = 2
/** With more types than this still to be asked ahead, a list does not wait for them: each costs a process. */
const MOST_AWAITED = 40

export interface Inspector {
  /** Takes up what was known at the end of an earlier run of the program. */
  load(): Promise<void>
  /** Which functions the type's code exports; asked once for each state of its connector's code. */
  inspect(found: FoundConnection): Promise<Inspection>
  /** The same for a list: undefined while too many are still to be asked to wait for them. */
  told(found: FoundConnection): Inspection | Promise<Inspection> | undefined
  /** Asks all of these, one after the other. True: there were too many to wait for, so lists were told less. */
  askAhead(types: readonly FoundConnection[]): Promise<boolean>
  /** Forgets what was asked of code that has changed since. */
  keepOnly(connectors: readonly ConnectorFolder[]): void
  /** Asks nothing ahead any more, and keeps what is known. */
  close(): Promise<void>
}

interface InspectorParts {
  runner: Pick<Runner, 'inspect'>
  cacheFile: string
  log: Log
}

export function makeInspector({ runner, cacheFile, log }: InspectorParts): Inspector {
  const cache = openExportCache(cacheFile, log)
  const asked = new Map<string, Promise<Inspection>>()
  const known = new Map<string, KnownExports>()
  const lanes = Array.from({ length: LANES }, () => Promise.resolve<unknown>(undefined))
  let next = 0
  let ahead = 0
  let isNew = false
  let closed = false

  const inspect = (found: FoundConnection): Promise<Inspection> => {
    const key = keyOf(found)
    const before = known.get(key)
    if (before) return Promise.resolve(before)
    const running = asked.get(key)
    if (running) return running
    const lane = next++ % LANES
    const question = { folder: found.artifact.folder, root: found.connector.root }
    const answer = (lanes[lane] ?? Promise.resolve()).then(() => runner.inspect(question))
    asked.set(key, answer)
    // What kept the question from being asked says nothing about the code: the next one asks again.
    lanes[lane] = answer.then(
      exported => {
        if (exported.error !== undefined) return
        known.set(key, exported)
        isNew = true
      },
      () => asked.delete(key),
    )
    return answer
  }
  const keep = async () => {
    if (isNew) await cache.write(known)
    isNew = false
  }
  return {
    async load() {
      for (const [key, exported] of await cache.read()) known.set(key, exported)
    },
    inspect,
    told(found) {
      const key = keyOf(found)
      return known.get(key) ?? asked.get(key) ?? (ahead > MOST_AWAITED ? undefined : inspect(found))
    },
    async askAhead(types) {
      const open = types.filter(found => !known.has(keyOf(found)))
      ahead += open.length
      for (const found of open) {
        if (closed) return false
        await inspect(found).catch(() => undefined)
        ahead--
      }
      if (!closed) await keep()
      return open.length > MOST_AWAITED
    },
    keepOnly(connectors) {
      const hashes = new Set(connectors.map(connector => connector.codeHash))
      for (const map of [asked, known]) {
        for (const key of map.keys()) if (!hashes.has(key.split(' ')[0] ?? '')) map.delete(key)
      }
    },
    close() {
      closed = true
      return keep()
    },
  }
}

function keyOf({ connector, artifact }: FoundConnection): string {
  return `${connector.codeHash} ${relative(connector.root, artifact.folder)}`
}
