import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

/**
 * Lets Node keep what it makes of modules that are loaded from now on: stripping and compiling them is most of what a
 * short command does. The folder lies beside the packages, since whoever can write there can change them as well;
 * a shared temporary folder would let others put code into our process.
 */
export function keepCompiled(): void {
  const packages = join(import.meta.dirname, '..', '..', 'node_modules')
  if (existsSync(packages)) enableCompileCache(join(packages, '.cache', 'node'))
}
