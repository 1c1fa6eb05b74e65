import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig, type Rolldown } from 'vite'

const ROOT = join(import.meta.dirname, '..', '..')
const STOCK_ENTRY = fileURLToPath(import.meta.resolve('./stock-page.ts'))
const BARE_ENTRY = fileURLToPath(import.meta.resolve('./bare-page.ts'))

/** Our page by its own `vite.config.ts`. */
export const OUR_PAGE: InlineConfig = { root: ROOT, configFile: join(ROOT, 'vite.config.ts') }
/** `lab/stock-page.ts`: `@rjsf/core` with its default theme and `@rjsf/validator-ajv8`, and nothing around it. */
export const STOCK_PAGE: InlineConfig = {
  root: ROOT,
  configFile: false,
  publicDir: false,
  build: { rolldownOptions: { input: STOCK_ENTRY } },
}

/** Builds for production, with the same settings on both sides: into `outDir`, or without it in memory only. */
export async function buildPage(
  { build: own, ...config }: InlineConfig,
  options: { outDir?: string; external?: RegExp[] } = {},
): Promise<Rolldown.OutputChunk[]> {
  const { outDir, external = [] } = options
  const result = await build({
    ...config,
    logLevel: 'error',
    mode: 'production',
    build: {
      target: 'es2024',
      modulePreload: { polyfill: false },
      ...own,
      ...(outDir === undefined ? { write: false } : { outDir, emptyOutDir: true }),
      rolldownOptions: { ...own?.rolldownOptions, external },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  const parts = outputs.flatMap(output => ('output' in output ? output.output : []))
  return parts.filter(part => part.type === 'chunk')
}

/** The pages, ready to be served: ours in `web`, stock in `stock` and, below it, a bare one in `bare`. */
export async function buildPages(folder: string): Promise<{ web: string; stock: string }> {
  const [web, stock] = [join(folder, 'web'), join(folder, 'stock')]
  await buildPage(OUR_PAGE, { outDir: web })
  await writeIndex(stock, await buildPage(STOCK_PAGE, { outDir: stock }), '/')
  const bare = { ...STOCK_PAGE, base: '/bare/', build: { rolldownOptions: { input: BARE_ENTRY } } }
  await writeIndex(join(stock, 'bare'), await buildPage(bare, { outDir: join(stock, 'bare') }), '/bare/')
  return { web, stock }
}

async function writeIndex(folder: string, chunks: Rolldown.OutputChunk[], base: string): Promise<void> {
  const entry = chunks.find(chunk => chunk.isEntry)?.fileName
  const head = `<meta charset="utf-8"><title>Form</title><script type="module" crossorigin src="${base}${entry}"></script>`
  const page = `<!doctype html><html lang="en"><head>${head}</head><body></body></html>`
  await writeFile(join(folder, 'index.html'), page)
}
