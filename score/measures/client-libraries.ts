import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { createRunner } from '#runner/create-runner.ts'
import type { RunnerLevel } from '#runner/types.ts'
import { copyPackages, isInstalled } from '../lab/clients/copy-packages.ts'
import { installPackages } from '../lab/clients/install-packages.ts'
import { FROM_THE_REGISTRY, LIBRARIES, type Library } from '../lab/clients/libraries.ts'
import { openServices } from '../lab/clients/open-services.ts'
import { tryLibrary } from '../lab/clients/try-library.ts'
import { hasLevel } from '../lab/walls/probe-level.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const CONNECTOR = fileURLToPath(new URL('../lab/clients/connector', import.meta.url))
const LEVELS = ['process', 'bubblewrap'] as const

export const clientLibraries: Measure = {
  id: 'C-6',
  measure: 'cases of client libraries that work over the guarded network as they do without it',
  target: 'all',
  quick: true,
  run: size => withFolder(folder => tryAll(folder, size)),
}

async function tryAll(folder: string, size: Size): Promise<Finding> {
  const root = join(folder, 'clients')
  const { here, missing } = await fillConnector(root, size)
  const services = await openServices()
  const found: { level: RunnerLevel; library: Library; cases: number; faults: string[] }[] = []
  const absent: RunnerLevel[] = []
  try {
    for (const level of LEVELS) {
      if (!(await hasLevel(level))) {
        absent.push(level)
        continue
      }
      const gate = openGate(services.allowed)
      const cacheDir = join(folder, 'cache')
      const runner = await createRunner({ cacheDir, gate, mostLevel: level, requireSigusr1Disabled: false })
      try {
        for (const library of here) {
          found.push({ level, library, ...(await tryLibrary(library, { runner, root, services })) })
        }
      } finally {
        await runner.close()
      }
    }
  } finally {
    services.close()
  }
  const faults = found.flatMap(one => one.faults.map(fault => `${one.level}: ${fault}`))
  const cases = found.reduce((sum, one) => sum + one.cases, 0)
  return {
    value: `${cases - faults.length} of ${cases}`,
    ok: faults.length === 0 && services.intruders === 0 && cases > 0,
    details: [
      ...faults,
      `${services.intruders} connections to the forbidden place`,
      ...absent.map(level => `${level}: skipped, this machine does not have it`),
      ...missing.map(
        ({ name }) =>
          `${name}: skipped, it is not installed${size === 'quick' ? ' in this clone' : ' and npm does not reach its registry'}`,
      ),
      `tried: ${here.map(({ name }) => name).join(', ')}`,
    ],
  }
}

/** The connector with the packages it needs inside its folder: the only place it may read. */
async function fillConnector(root: string, size: Size): Promise<{ here: Library[]; missing: Library[] }> {
  await cp(CONNECTOR, root, { recursive: true })
  const fetched = size === 'full' && (await installPackages(root, FROM_THE_REGISTRY))
  const has = (library: Library) => {
    const name = library.package
    return name === undefined || isInstalled(name) || (fetched && name in FROM_THE_REGISTRY)
  }
  const here = LIBRARIES.filter(has)
  const own = here.flatMap(({ package: name }) => (name !== undefined && !(name in FROM_THE_REGISTRY) ? [name] : []))
  await copyPackages([...new Set(own)], root)
  return { here, missing: LIBRARIES.filter(library => !has(library)) }
}
