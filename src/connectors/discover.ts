import { sep } from 'node:path'
import { makeFileDigests } from './file-digests.ts'
import { type FoundFolder, findFolders } from './find-folders.ts'
import { brokenAt, wholeFile } from './found.ts'
import { isInside } from './hash-folder.ts'
import { type ReadConnector, readConnector } from './read-connector.ts'
import { pickerTargets, resolvePickers } from './resolve-pickers.ts'
import type { BrokenArtifact, ConnectorFolder, Discovery } from './types.ts'

/** Connectors that are read at once. */
const LANES = 8

/** Paths that were written since the last look; absent: everything may have changed. */
export type Look = (changed?: readonly string[]) => Promise<Discovery>

/**
 * Finds the connectors under `roots` and reads all of them. A root is a folder of connectors, or one connector.
 *
 * Never throws because of a file in them: what cannot be used is in `broken` with file, line, column and reason, and
 * everything else is there. Of two equal names the one found first counts (flow-format.md §1, "clashes").
 */
export function discoverConnectors(roots: string[]): Promise<Discovery> {
  return makeDiscovery(roots)()
}

/**
 * The same, again and again: a look that is told what changed reads those connectors only. Of a connector that nothing
 * touched the objects of the last look are given again, so that what was made of them stays good.
 */
export function makeDiscovery(roots: string[]): Look {
  const digests = makeFileDigests()
  let known = new Map<string, ReadConnector>()
  return async changed => {
    const folders = (await Promise.all(roots.map(findFolders))).flat()
    const seen = new Set<string>()
    const unique = folders.filter(({ root }) => !seen.has(root) && seen.add(root))
    const read = await inLanes(unique, folder => {
      const before = known.get(folder.root)
      const good = before && changed && isSamePlace(before.place, folder) && !touches(folder.root, changed)
      return good ? before : readConnector(folder, digests)
    })
    known = new Map(read.map(one => [one.place.root, one]))
    if (!changed) digests.sweep()
    return settle(read)
  }
}

/** The results in the order of the items. All at once would hold the files of all in memory. */
async function inLanes<From, To>(items: readonly From[], work: (item: From) => To | Promise<To>): Promise<To[]> {
  const results: To[] = []
  const rest = items.entries()
  const lane = async () => {
    for (const [n, item] of rest) results[n] = await work(item)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return results
}

function isSamePlace(a: FoundFolder, b: FoundFolder): boolean {
  return a.home === b.home && a.base === b.base
}

/** A folder above may have been replaced as a whole. */
function touches(root: string, changed: readonly string[]): boolean {
  return changed.some(path => isInside(root, path) || isInside(path, root))
}

/** Connectors that were read each by itself, beside each other. */
function settle(read: readonly ReadConnector[]): Discovery {
  const broken: BrokenArtifact[] = read.flatMap(one => one.broken)
  const firsts = { service: new Map(), connection: new Map(), oauth: new Map(), action: new Map() }
  const kept = read.flatMap(one => {
    const settled = refuseClashes(one, firsts)
    broken.push(...settled.broken)
    return settled.kept ? [settled.kept] : []
  })
  const targets = pickerTargets(kept.map(one => one.connector))
  const connectors: ConnectorFolder[] = kept.map(({ place, connector, actions }) => {
    const resolved = resolvePickers(place, actions, targets)
    broken.push(...resolved.broken)
    return { ...connector, actions: resolved.actions }
  })
  connectors.sort((a, b) => (a.service < b.service ? -1 : 1))
  return { connectors, broken }
}

type Usable = ReadConnector & { connector: NonNullable<ReadConnector['connector']> }
type Firsts = Record<'service' | 'connection' | 'oauth' | 'action', Map<string, { service: string; file: string }>>

/** Takes out what carries a name that an earlier connector has; both files are named. */
function refuseClashes(one: ReadConnector, firsts: Firsts): { kept: Usable | null; broken: BrokenArtifact[] } {
  const { place, connector } = one
  if (!connector) return { kept: null, broken: [] }
  const broken: BrokenArtifact[] = []
  const isFree = (kind: keyof Firsts, name: string, file: string, shown: string): boolean => {
    const first = firsts[kind].get(name)
    // Versions of one connection type or action share its name.
    const alone = kind === 'service' || kind === 'oauth'
    if (first && (alone || first.service !== place.service)) {
      const what = kind === 'service' ? 'the connector' : `the ${kind}`
      const message = `${what} "${name}" is already defined in ${first.file}; this one (${shown}) is left out`
      broken.push(brokenAt(place, { file, name }, wholeFile('bad-name', message)))
      return false
    }
    if (!first) firsts[kind].set(name, { service: place.service, file: shown })
    return true
  }
  const shownRoot = place.root.split(sep).slice(-3).join('/')
  if (!isFree('service', place.service, place.root, shownRoot)) return { kept: null, broken }
  const connections = connector.connections.filter(a => isFree('connection', a.name, a.file, a.relativeFile))
  const oauths = connector.oauths.filter(a => isFree('oauth', a.name, a.file, a.relativeFile))
  const actions = one.actions.filter(({ action: a }) => isFree('action', a.name, a.file, a.relativeFile))
  return { kept: { ...one, connector: { ...connector, connections, oauths }, actions }, broken }
}
