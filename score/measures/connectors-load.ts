import { join } from 'node:path'
import { discoverConnectors } from '#connectors/discover.ts'
import type { Measure } from '../measure.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'examples', 'connectors')
/** The connectors the first page of the README speaks of. */
const SHIPPED = ['cloud-billing', 'gmail', 'onedrive', 'practice', 'thingworx', 'trello', 'windchill']

export const connectorsLoad: Measure = {
  id: 'M-1',
  measure: 'connectors loaded / broken files',
  target: `at least ${SHIPPED.length} / 0`,
  quick: true,
  async run() {
    const { connectors, broken } = await discoverConnectors([FOLDER])
    const names = new Set(connectors.map(connector => connector.service))
    const missing = SHIPPED.filter(name => !names.has(name))
    return {
      value: `${connectors.length} / ${broken.length}`,
      ok: missing.length === 0 && broken.length === 0,
      details: [
        ...missing.map(name => `${name}: not found`),
        ...broken.map(({ file, line, column, code, message }) => `${file}:${line}:${column} ${code}: ${message}`),
      ],
    }
  },
}
