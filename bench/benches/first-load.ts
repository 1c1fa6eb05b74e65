import type { Measure } from '../../score/measure.ts'
import { buildPage, OUR_PAGE } from '../lab/build-pages.ts'
import { chunksNeededFor, gzipKilobytes } from '../lab/measure-chunks.ts'

const TARGET = 150
const ACCOUNTS = 'src/web/pages/accounts-page.tsx'
/** Fetched when the browser has nothing else to do, so that opening "Add connection" waits for nothing. */
const LATER = ['src/web/features/connection/add-connection-dialog.tsx', 'src/web/pages/entry-dialogs.tsx']

/** The page by its own `vite.config.ts`, React and router included; each chunk gzipped by itself, as it travels. */
export const firstLoad: Measure = {
  id: 'first-load',
  measure: 'kilobytes of gzipped JavaScript before the list of connected accounts stands',
  target: `≤ ${TARGET}`,
  quick: true,
  async run() {
    const chunks = await buildPage(OUR_PAGE)
    const needed = chunksNeededFor(chunks, [ACCOUNTS])
    const later = chunksNeededFor(chunks, [ACCOUNTS, ...LATER]).filter(chunk => !needed.includes(chunk))
    const total = gzipKilobytes(needed)
    return {
      value: Number(total.toFixed(1)),
      ok: total <= TARGET,
      details: [
        ...needed.map(chunk => `${gzipKilobytes([chunk]).toFixed(1)} kB ${chunk.fileName}`),
        `${gzipKilobytes(later).toFixed(1)} kB more when the browser is idle`,
      ],
    }
  },
}
