import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface ManifestEntry {
  file: string
  imports?: string[]
}
type Manifest = Record<string, ManifestEntry>

const START = 'index.html'
const NOWHERE = pageOf('not-found')

/**
 * The scripts that an address of the built page needs beside those its document names, as the value of a `Link` header:
 * the browser fetches them while it reads the first ones, not when these ask for them. A built page that says nothing of
 * its parts is sent as it is.
 */
export function readPageParts(webRoot: string): (url: string) => string | undefined {
  const path = join(webRoot, '.vite', 'manifest.json')
  if (!existsSync(path)) return () => undefined
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'))
  const named = partsOf(manifest, START)
  const links = new Map<string, string>()
  for (const name of Object.keys(manifest)) {
    const late = [...partsOf(manifest, name)].filter(file => !named.has(file))
    links.set(name, late.map(file => `</${file}>; rel=modulepreload; crossorigin`).join(', '))
  }
  return url => links.get(nameOf(url, manifest)) || undefined
}

/** The files of a part and of all that it imports. */
function partsOf(manifest: Manifest, name: string, seen = new Set<string>()): Set<string> {
  const entry = manifest[name]
  if (!entry || seen.has(entry.file)) return seen
  seen.add(entry.file)
  for (const imported of entry.imports ?? []) partsOf(manifest, imported, seen)
  return seen
}

/** `/providers?x=1` is drawn by the page of that name; below `/connect`, the window of hosts, stand some of them again. */
function nameOf(url: string, manifest: Manifest): string {
  const [, first, second] = url.replace(/[?#].*/, '').split('/')
  const name = pageOf((first === 'connect' && second) || first || 'accounts')
  return Object.hasOwn(manifest, name) ? name : NOWHERE
}

function pageOf(name: string): string {
  return `src/web/pages/${name}-page.tsx`
}
