import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isObject, own } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'

/** The folder of our package.json: two levels up in the clone, elsewhere in the packed build. */
export function findPackageRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

export function readVersion(packageRoot: string): string {
  const manifest = parseJsonc(readFileSync(join(packageRoot, 'package.json'), 'utf8')).value
  const version = isObject(manifest) ? own(manifest, 'version') : undefined
  return typeof version === 'string' ? version : '0.0.0'
}
