import { join } from 'node:path'
import { type Asset, bundle } from '../bundle.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const at = (name: string) => join(import.meta.dirname, name)

export type SideName = 'ours' | 'stock'

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
  const ours = await bundle(at('pages/ours-form.ts'), { configFile: join(ROOT, 'vite.config.ts'), base: '/ours/' })
  const stock = await bundle(at('pages/stock-form.ts'), { configFile: false, base: '/stock/' })
  const instruments = await bundle(at('instruments/instruments.ts'), { configFile: false })
  const script = instruments.find(({ name }) => name === 'entry.js')
  if (!script) throw new Error('the instruments were not built')
  return { assets: { ours, stock }, instruments: `{${String(script.body)}}` }
}
