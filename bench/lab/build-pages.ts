import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig, type Rolldown } from 'vite'

const ROOT = join(import.meta.dirname, '..', '..')
const STOCK_ENTRY = fileURLToPath(import.meta.resolve('./stock-page.ts'))

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

/** Both pages, ready to be served: ours in `web`, stock in `stock`. */
export async function buildBothPages(folder: string): Promise<{ web: string; stock: string }> {
  const [web, stock] = [join(folder, 'web'), join(folder, 'stock')]
  await buildPage(OUR_PAGE, { outDir: web })
  const entry = (await buildPage(STOCK_PAGE, { outDir: stock })).find(chunk => chunk.isEntry)
  const head = '<meta charset="utf-8"><title>Stock</title>'
  const script = `<script type="module" crossorigin src="/${entry?.fileName}"></script>`
  await writeFile(
    join(stock, 'index.html'),
    `<!doctype html><html lang="en"><head>${head}${script}</head><body></body></html>`,
  )
  return { web, stock }
}
