import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Installs packages into a folder, without a line of their own code being run. Gives false where npm does not reach its registry. */
export async function installPackages(folder: string, packages: Record<string, string>): Promise<boolean> {
  const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`)
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--no-save', '--loglevel=error']
  try {
    await promisify(execFile)('npm', ['install', ...flags, ...names], { cwd: folder, timeout: 120_000 })
    return true
  } catch {
    return false
  }
}
