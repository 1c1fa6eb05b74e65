import type { InlineConfig } from 'vite'
import { buildValidator } from '#app/build-validator.ts'
import type { Measure } from '../../score/measure.ts'
import { PLAIN_SCHEMA } from '../lab/bench-schemas.ts'
import { buildPage, OUR_PAGE, STOCK_PAGE } from '../lab/build-pages.ts'
import { type Chunk, chunksNeededFor, gzipKilobytes } from '../lab/measure-chunks.ts'

/** Both sides need them, so neither is weighed with them: imports of them stay imports. */
const LEFT_OUT = [/^react($|\/)/, /^react-dom($|\/)/, /^react-router($|\/)/]
const OUTSIDE = /\/node_modules\/(react|react-dom|scheduler|react-router)\//
const TARGET = 0.55
/** What has to be there before a person can type into a form: the window of Add connection, and the form in it. */
const OPEN_FORM = [
  'src/web/pages/accounts-page.tsx',
  'src/web/features/connection/add-connection-dialog.tsx',
  'src/web/form/connection-form.tsx',
  'src/web/take-over.ts',
]
/** Stands in the document itself when our server has drawn the window. */
const BOOT: InlineConfig = { ...OUR_PAGE, build: { rolldownOptions: { input: 'src/web/boot.ts' } } }
/** What a form fetches besides that has lists, unions, tabs and every rare widget. */
const PARTS = ['list', 'union', 'tab', 'rare'].map(part => `src/web/form/parts/${part}-parts.ts`)

/**
 * How it is counted. Both sides are built in this run by the same bundler and minifier for the same browsers, and each
 * chunk is gzipped by itself, as it travels. React, react-dom and react-router are outside of both builds; that none of
 * their modules slipped in is checked.
 * - Ours: the page by its own `vite.config.ts`; all chunks that a browser has fetched when a form stands in the window of
 *   Add connection, with the shell and the list behind it, what takes over the window that our server draws, and the
 *   validator that is fetched for the form.
 * - Stock: `lab/stock-page.ts`, so `@rjsf/core` with its default theme and `@rjsf/validator-ajv8`, and nothing around it.
 * Styles are not counted: stock brings none.
 */
export const formJs: Measure = {
  id: 'form-js',
  measure: 'gzipped JavaScript of the form page, as a share of @rjsf/core with Ajv, both without React and its router',
  target: `≤ ${TARGET}`,
  quick: true,
  async run() {
    const page = await chunksOf(OUR_PAGE)
    const boot = await chunksOf(BOOT)
    const needed = [...boot, ...chunksNeededFor(page, OPEN_FORM)]
    const stock = await chunksOf(STOCK_PAGE)
    // Ours leaves Ajv out of the page and fetches a validator for each form instead.
    const validator = { fileName: 'validator of the form', code: buildValidator(PLAIN_SCHEMA) }
    const [ours, theirs] = [gzipKilobytes([...needed, validator]), gzipKilobytes(stock)]
    const ratio = ours / theirs
    const whole = gzipKilobytes([...boot, ...chunksNeededFor(page, [...OPEN_FORM, ...PARTS]), validator])
    return {
      value: Number(ratio.toFixed(2)),
      ok: ratio <= TARGET,
      details: [
        `ours ${ours.toFixed(1)} kB in ${needed.length} of ${page.length} chunks, stock ${theirs.toFixed(1)} kB`,
        `a form with lists, unions, tabs and every rare widget: ${whole.toFixed(1)} kB, so ${(whole / theirs).toFixed(2)}`,
        ...[...needed, validator].map(chunk => `${gzipKilobytes([chunk]).toFixed(1)} kB ${chunk.fileName}`),
      ],
    }
  },
}

/** Chunks built without what both sides need. Throws when one of its modules slipped in. */
async function chunksOf(page: InlineConfig): Promise<Chunk[]> {
  const chunks = await buildPage(page, { external: LEFT_OUT })
  const slipped = chunks.flatMap(chunk => chunk.moduleIds).filter(id => OUTSIDE.test(id))
  if (slipped.length > 0) throw new Error(`counted although left out: ${slipped.join(', ')}`)
  return chunks
}
