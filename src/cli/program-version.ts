import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The version in our package.json, which stands at another height in the clone than in the packed build. */
export function programVersion(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
}
