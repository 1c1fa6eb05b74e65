import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findNode, root, run, toolEntry, toolEnv } from './setup.js'

const SOURCES = [
  ...['src/web', 'src/schema', 'src/shared', 'public', 'index.html'],
  ...['vite.config.ts', 'scripts/first-window.ts', 'package-lock.json'],
]
const STAMP = join(root, 'dist', 'web', '.built-from')

/** Builds the page unless `dist/web` was built from exactly these sources. */
export async function buildPage() {
  const fingerprint = fingerprintOf(SOURCES)
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint) return
  console.log('Building the page …')
  await run(findNode(), [toolEntry('vite'), 'build', '--logLevel', 'warn'], {
    // Whoever starts us, a test runner for one, may have set another: the page would be built with React's slow half.
    env: { ...toolEnv(), NODE_ENV: 'production' },
    failure: 'The page could not be built: the lines above say which file needs a change.',
  })
  writeFileSync(STAMP, fingerprint)
}

function fingerprintOf(paths) {
  const hash = createHash('sha256')
  const add = path => {
    const full = join(root, path)
    if (!existsSync(full)) return
    const entries = statSync(full).isDirectory() ? readdirSync(full, { withFileTypes: true }) : undefined
    if (!entries) return void hash.update(path).update(readFileSync(full))
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = `${path}/${entry.name}`
      if (entry.isDirectory()) add(child)
      else if (!/\.test\.tsx?$/.test(entry.name)) hash.update(child).update(readFileSync(join(root, child)))
    }
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}
