import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const at = (name: string) => join(import.meta.dirname, name)

export type SideName = 'ours' | 'stock'

interface Asset {
  name: string
  body: string | Uint8Array
}

export interface BuiltPages {
  /** Files of each page; its script is called `entry.js`, its styles `entry.css`. */
  assets: Record<SideName, Asset[]>
  /** A script for both pages, to be put in before their own. */
  instruments: string
}

/**
 * Builds both pages in memory. React is its development build on both sides, as only that one complains on the console.
 * Ours is built by the page's own `vite.config.ts`, so with the same stand-ins for parts of RJSF.
 */
export async function buildPages(): Promise<BuiltPages> {
  const ours = await bundle('pages/ours-form.ts', { configFile: join(ROOT, 'vite.config.ts'), base: '/ours/' })
  const stock = await bundle('pages/stock-form.ts', { configFile: false, base: '/stock/' })
  const instruments = await bundle('instruments/instruments.ts', { configFile: false })
  const script = instruments.find(({ name }) => name === 'entry.js')
  if (!script) throw new Error('the instruments were not built')
  return { assets: { ours, stock }, instruments: `{${String(script.body)}}` }
}

async function bundle(entry: string, config: InlineConfig): Promise<Asset[]> {
  const result = await build({
    ...config,
    root: ROOT,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      target: 'es2024',
      minify: false,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      manifest: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: { entry: at(entry) },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: 'entry[extname]' },
      },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  return outputs
    .flatMap(output => ('output' in output ? output.output : []))
    .map(part => ({ name: part.fileName, body: part.type === 'chunk' ? part.code : part.source }))
}
