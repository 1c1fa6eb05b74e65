import type { ConnectorFolder } from '#connectors/types.ts'
import type { Inspection, Runner } from '#runner/types.ts'
import type { FoundConnection } from './catalogue.ts'

/** Inspections at once: they share the runner's queue with people's saves and tests. */
const LANES = 2

export interface Inspector {
  /** Which functions the type's code exports; asked once for each state of its connector's code. */
  inspect(found: FoundConnection): Promise<Inspection>
  /** Forgets what was asked of code that has changed since. */
  keepOnly(connectors: readonly ConnectorFolder[]): void
}

export function makeInspector(runner: Pick<Runner, 'inspect'>): Inspector {
  const asked = new Map<string, Promise<Inspection>>()
  const lanes = Array.from({ length: LANES }, () => Promise.resolve<unknown>(undefined))
  let next = 0
  return {
    inspect({ connector, artifact }) {
      const key = `${connector.codeHash} ${artifact.folder}`
      const known = asked.get(key)
      if (known) return known
      const lane = next++ % LANES
      const question = { folder: artifact.folder, root: connector.root }
      const answer = (lanes[lane] ?? Promise.resolve()).then(() => runner.inspect(question))
      asked.set(key, answer)
      // What kept the question from being asked says nothing about the code: the next one asks again.
      lanes[lane] = answer.catch(() => asked.delete(key))
      return answer
    },
    keepOnly(connectors) {
      const hashes = new Set(connectors.map(connector => connector.codeHash))
      for (const key of asked.keys()) if (!hashes.has(key.split(' ')[0] ?? '')) asked.delete(key)
    },
  }
}
