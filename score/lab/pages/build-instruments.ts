import { join } from 'node:path'
import { bundle } from '../bundle.ts'

/** The script that measures inside of a page, to be put in before its own. */
export async function buildInstruments(): Promise<string> {
  const assets = await bundle(join(import.meta.dirname, 'instruments', 'instruments.ts'), { configFile: false })
  const script = assets.find(({ name }) => name === 'entry.js')
  if (!script) throw new Error('the instruments were not built')
  return `{${String(script.body)}}`
}
