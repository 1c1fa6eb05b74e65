import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { discoverConnectors } from '#connectors/discover.ts'
import type { TextBundles } from '#schema/types.ts'
import type { JsonObject } from '#shared/json.ts'
import * as fixtures from '../../../src/web/form/fixtures/sources.ts'
import type { Size } from '../../measure.ts'
import { OWN_SHAPES } from './own-shapes.ts'

/** One connection.json, or a bare schema, to draw. */
export interface SampleForm {
  /** Only for what is printed while it runs. */
  name: string
  source: JsonObject
  texts: TextBundles
}

export interface Samples {
  /** Where they come from, in words for the report. */
  from: string
  foreign: boolean
  forms: SampleForm[]
}

const CONNECTORS = join(import.meta.dirname, '..', '..', '..', 'examples', 'connectors')
const NO_TEXTS: TextBundles = { service: '', chain: ['en'], bundles: {} }
const QUICK = 20

/**
 * The forms to draw: those of the file that `FLOW_CORPUS` names, a list of `{corpus, name, schema}`; without one our own:
 * the sample connectors, the sources of the form's tests, and one for each word and shape. `quick`: 20, evenly spread.
 */
export async function readSamples(size: Size): Promise<Samples> {
  const file = process.env['FLOW_CORPUS'] ?? ''
  const foreign = existsSync(file)
  const all = foreign ? await readForeign(file) : await readOwn()
  const forms = size === 'quick' ? spread(all, QUICK) : all
  const from = foreign
    ? 'foreign forms, of the file FLOW_CORPUS names'
    : 'forms of our own, as FLOW_CORPUS names no file'
  return { from: `${forms.length} of ${all.length} ${from}`, foreign, forms }
}

async function readForeign(file: string): Promise<SampleForm[]> {
  const entries = JSON.parse(await readFile(file, 'utf8')) as { corpus: string; name: string; schema: JsonObject }[]
  return entries.map(({ corpus, name, schema }) => ({ name: `${corpus} ${name}`, source: schema, texts: NO_TEXTS }))
}

async function readOwn(): Promise<SampleForm[]> {
  const { connectors } = await discoverConnectors([CONNECTORS])
  const shipped = connectors.flatMap(({ service, locales, connections }) =>
    connections.map(({ name, document }) => ({
      name,
      source: document,
      texts: { service, chain: ['en'], bundles: locales },
    })),
  )
  const written = Object.entries({ ...fixtures, ...OWN_SHAPES }).map(([name, source]) => ({
    name,
    source,
    texts: NO_TEXTS,
  }))
  return [...shipped, ...written]
}

/** `count` of them at equal distances, the first and the last included; all when there are no more. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list]
  const step = (list.length - 1) / (count - 1)
  return Array.from({ length: count }, (_, i) => list[Math.round(i * step)]).filter(one => one !== undefined)
}
