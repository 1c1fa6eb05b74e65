import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunRequest, RunResult } from '#runner/types.ts'
import { isObject, own } from '#shared/json.ts'
import type { Site } from './open-site.ts'
import type { Probe } from './probe.ts'
import type { Host } from './start-host.ts'
import { descendantsOf, type TreeWatch } from './watch-tree.ts'

/** One process may hold 500 MB; it is looked at every 200 ms, and here every 50. */
const MEMORY_BYTES = 900 * 1_048_576
/** From the limit of a run to its answer: grace, kill, and a slow machine. */
const SPARE_MS = 15_000

export interface Walls {
  folder: string
  site: Site
  host: Host
  tree: TreeWatch
}

export interface ProbeOutcome {
  probe: Probe
  /** What was seen that may not be; empty: the walls held. */
  escapes: string[]
  /** It held, but was not answered as it has to be. */
  faults: string[]
}

/** Lets one hostile connector run, and looks at everything it might have reached. */
export async function runProbe(walls: Walls, probe: Probe, n: number): Promise<ProbeOutcome> {
  const { site, host, tree } = walls
  const root = await writeConnectors(walls.folder, probe, n)
  const before = { files: await site.files(), intruders: site.intruders(), pulse: await host.pulse() }
  tree.peak()
  const escapes: string[] = []
  const faults: string[] = []
  const began = performance.now()
  const bait = { ...site.bait, sibling: `${root}-sibling` }
  const result = await host.run(requestFor(root, probe, bait)).catch((error: unknown) => {
    escapes.push(`no result: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  })
  const limit = (probe.timeoutMs ?? TIMEOUT_MS) + SPARE_MS
  if (performance.now() - began > limit) faults.push(`took ${Math.round(performance.now() - began)} ms`)
  if (result) {
    escapes.push(...lootOf(result, site.canary))
    faults.push(...wrongEnd(result, probe))
  }
  const peak = tree.peak()
  if (peak > MEMORY_BYTES) escapes.push(`held ${Math.round(peak / 1_048_576)} MB`)
  if (site.intruders() > before.intruders) escapes.push('reached a place nobody allowed')
  const fresh = (await site.files()).filter(line => !before.files.includes(line) && !/^outside \d/.test(line))
  if (fresh.length > 0) escapes.push(`wrote ${fresh.join(', ')}`)
  const left = await untilGone(host.pid)
  if (left > 0) escapes.push(`left ${left} processes`)
  const after = await host.pulse().catch(() => undefined)
  if (JSON.stringify(after) !== JSON.stringify(before.pulse)) escapes.push(`the server is now ${JSON.stringify(after)}`)
  const well = await host.run(requestFor(join(walls.folder, 'connectors', 'well'), WELL, bait)).catch(() => undefined)
  if (!well?.ok) escapes.push('the next run failed')
  return { probe, escapes, faults }
}

const TIMEOUT_MS = 3000

/** A connector that does nothing wrong: it shows that the server works. */
const WELL: Probe = { family: 'answers', name: 'behaves', code: '' }

export async function writeWell(folder: string): Promise<void> {
  await writeConnector(join(folder, 'connectors', 'well'), WELL)
}

async function writeConnectors(folder: string, probe: Probe, n: number): Promise<string> {
  const root = join(folder, 'connectors', `probe-${n}`)
  await writeConnector(root, probe)
  await writeConnector(`${root}-sibling`, { ...WELL, load: "const key = 'secret-canary-4f9a1c'" })
  return root
}

/** The probe inside a connector that tells what it found. */
async function writeConnector(root: string, { code, load = '' }: Probe): Promise<void> {
  await mkdir(root)
  await writeFile(join(root, 'package.json'), '{}')
  const body = [
    load,
    `const go = async (input, output) => { ${code} }`,
    'async function run (input, output) {',
    '  let found = { loot: null, said: null }',
    '  try { found.loot = (await go(input, output)) ?? null } catch (error) { found.said = String(error && error.message) }',
    '  output(null, { handle: JSON.parse(JSON.stringify(found)) })',
    '}',
    'module.exports = { connect: run, validate: (input, options, output) => run(input, output) }',
  ]
  await writeFile(join(root, 'index.js'), body.join('\n'))
}

function requestFor(root: string, probe: Probe, bait: Site['bait']): RunRequest {
  return {
    root,
    folder: root,
    operation: probe.operation ?? 'connect',
    input: { ...bait },
    options: { name: 'hostile', version: 'v1', service: 'hostile', reason: 'test', locale: 'en' },
    timeoutMs: probe.timeoutMs ?? TIMEOUT_MS,
    secrets: [bait.secret],
  }
}

function lootOf(result: RunResult, canary: string): string[] {
  const handle = result.ok ? (result.handle ?? null) : null
  const loot = isObject(handle) ? own(handle, 'loot') : undefined
  const found = loot === null || loot === undefined ? [] : [`got ${JSON.stringify(loot).slice(0, 200)}`]
  return JSON.stringify(result).includes(canary) ? [...found, 'told what lies outside'] : found
}

function wrongEnd(result: RunResult, { ends, says }: Probe): string[] {
  const end = result.ok ? 'ok' : result.outcome
  const handle = result.ok && isObject(result.handle) ? result.handle : {}
  const words = result.ok ? String(own(handle, 'said') ?? '') : result.message
  const wanted = typeof ends === 'string' ? [ends] : ends
  return [
    ...(wanted && !wanted.includes(end) ? [`ended as ${end}: ${words}`] : []),
    ...(says && !says.test(words) ? [`said ${JSON.stringify(words)}`] : []),
  ]
}

/** A run may be answered a moment before its process is gone. */
async function untilGone(pid: number): Promise<number> {
  for (let round = 0; round < 60; round++) {
    const left = (await descendantsOf(pid)).length
    if (left === 0) return 0
    await sleep(50)
  }
  return (await descendantsOf(pid)).length
}
