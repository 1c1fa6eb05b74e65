import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Alias, build, type Plugin, type ResolvedConfig } from 'vite'

const ROOT = join(import.meta.dirname, '..')
/** What the page runs when it takes over a window that the server drew. */
const NEEDED = [
  'index.html',
  'src/web/pages/accounts-page.tsx',
  'src/web/features/connection/add-connection-dialog.tsx',
  'src/web/take-over.ts',
]

interface ManifestEntry {
  file: string
  imports?: string[]
  css?: string[]
}

/**
 * After the page itself builds what lets the server send its first window along (docs/decisions/080): the script that
 * stands in that document, and the module that draws in our server, in a folder that nobody can fetch from.
 */
export function firstWindow({ alias }: { alias: Alias[] }): Plugin {
  let config: ResolvedConfig | undefined
  return {
    name: 'first-window',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    async closeBundle() {
      if (!config?.build.write || config.build.ssr) return
      const outDir = resolve(config.root, config.build.outDir)
      const boot = await buildBoot(outDir, alias)
      await buildDrawing(outDir, alias, { boot, ...assetsOf(outDir) })
    },
  }
}

const COMMON = { root: ROOT, configFile: false, publicDir: false, logLevel: 'error', mode: 'production' } as const

/** A script of one piece: it stands before any module of the page. Gives its address. */
async function buildBoot(outDir: string, alias: Alias[]): Promise<string> {
  const input = join(ROOT, 'src', 'web', 'boot.ts')
  const result = await build({
    ...COMMON,
    resolve: { alias },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2024',
      modulePreload: false,
      rolldownOptions: { input, output: { format: 'iife', entryFileNames: 'assets/boot-[hash].js' } },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  const made = outputs.flatMap(output => ('output' in output ? output.output : []))
  return `/${made[0]?.fileName}`
}

async function buildDrawing(outDir: string, alias: Alias[], assets: object): Promise<void> {
  await build({
    ...COMMON,
    oxc: { jsx: { runtime: 'automatic', development: false } },
    resolve: { alias },
    define: { FIRST_WINDOW_ASSETS: JSON.stringify(assets), 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true },
    build: {
      outDir: join(outDir, '.server'),
      emptyOutDir: true,
      target: 'es2024',
      ssr: join(ROOT, 'src', 'web', 'first-window.tsx'),
      minify: true,
      rolldownOptions: { output: { entryFileNames: 'first-window.js', codeSplitting: false } },
    },
  })
}

/** The styles of that window, and the scripts that take it over, as the manifest of the page names them. */
function assetsOf(outDir: string): { styles: string[]; ahead: string[] } {
  const manifest: Record<string, ManifestEntry> = JSON.parse(
    readFileSync(join(outDir, '.vite', 'manifest.json'), 'utf8'),
  )
  const seen = new Set<ManifestEntry>()
  const take = (name: string) => {
    const entry = manifest[name]
    if (!entry) throw new Error(`the page has no part ${name}`)
    if (seen.has(entry)) return
    for (const imported of entry.imports ?? []) take(imported)
    seen.add(entry)
  }
  for (const name of NEEDED) take(name)
  const address = (path: string) => `/${path}`
  return {
    styles: [...new Set([...seen].flatMap(({ css }) => css ?? []))].map(address),
    ahead: [...seen].map(({ file }) => address(file)),
  }
}
