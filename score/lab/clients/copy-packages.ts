import { existsSync } from 'node:fs'
import { cp, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The clone's own packages. */
const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** Whether a package is installed in the clone. */
export function isInstalled(name: string): boolean {
  return existsSync(join(MODULES, name))
}

/** Copies a package of the clone with all it needs: connector code reads nothing outside its folder. */
export async function copyPackages(names: readonly string[], root: string): Promise<void> {
  const copied = new Set<string>()
  const copy = async (name: string, from: string): Promise<void> => {
    const place = find(name, from)
    if (place === undefined || copied.has(place)) return
    copied.add(place)
    const target = join(root, 'node_modules', place.slice(MODULES.length + 1))
    await cp(place, target, { recursive: true })
    const { dependencies = {} } = JSON.parse(await readFile(join(place, 'package.json'), 'utf8')) as Manifest
    for (const needed of Object.keys(dependencies)) await copy(needed, place)
  }
  for (const name of names) await copy(name, MODULES)
}

interface Manifest {
  dependencies?: Record<string, string>
}

/** As Node looks for it: in the package itself, then in every folder above. */
function find(name: string, from: string): string | undefined {
  for (let folder = from; folder.startsWith(MODULES); folder = dirname(folder)) {
    const place = folder === MODULES ? join(MODULES, name) : join(folder, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) return place
  }
  return undefined
}
