import { join } from 'node:path'
import type { Size } from '../../measure.ts'
import { openBrowser } from '../open-browser.ts'
import { buildPages, type SideName } from './build-pages.ts'
import { countEqualErrors, EQUAL_FAULTS } from './equal-errors.ts'
import { fittingValues } from './fitting-values.ts'
import { type FormTab, openFormTab } from './form-tab.ts'
import { makeForm } from './make-form.ts'
import { readSamples, type SampleForm } from './sample-forms.ts'
import { type FormServer, serveForms } from './serve-forms.ts'
import type { SideReport } from './side-report.ts'
import { bareSchema, readFacts } from './source-facts.ts'
import { walkSide } from './walk-side.ts'

export interface FormReport {
  name: string
  ours: SideReport
  stock: SideReport
}

/** What one run in a browser found, for all lines of the family. */
export interface Walk {
  size: Size
  from: string
  foreign: boolean
  forms: FormReport[]
  /** Of two equal faults, how many were shown. */
  equalErrors: Record<SideName, number>
}

/** A folder for a picture of each view, to look at with one's own eyes. */
const pictures = process.env['FLOW_PICTURES']

const walks = new Map<Size, Promise<Walk | undefined>>()

/** Draws all forms on both sides, once for all lines of a run. Undefined where there is no Chromium. */
export function walkForms(size: Size): Promise<Walk | undefined> {
  const walk = walks.get(size) ?? startWalk(size)
  walks.set(size, walk)
  return walk
}

interface Tools {
  server: FormServer
  tabs: Record<SideName, FormTab>
}

async function startWalk(size: Size): Promise<Walk | undefined> {
  const browser = await openBrowser()
  if (!browser) return undefined
  const samples = await readSamples(size)
  const pages = await buildPages()
  const server = await serveForms(pages)
  try {
    const open = (side: SideName) =>
      openFormTab(browser, { address: server.address(side), instruments: pages.instruments })
    const tabs = { ours: await open('ours'), stock: await open('stock') }
    const forms: FormReport[] = []
    for (const [number, sample] of samples.forms.entries()) {
      forms.push(await walkBoth(sample, number, { server, tabs }))
      showProgress(forms, samples.forms.length)
    }
    const equalErrors = await bothEqualErrors({ server, tabs })
    return { size, from: samples.from, foreign: samples.foreign, forms, equalErrors }
  } finally {
    await browser.close()
    await server.close()
  }
}

async function walkBoth(sample: SampleForm, number: number, { server, tabs }: Tools): Promise<FormReport> {
  const made = makeForm(sample)
  const facts = readFacts(bareSchema(sample.source))
  const fitting = fittingValues(facts)
  server.offer(number, made.draw, made.validator)
  const walk = (side: SideName) => {
    const tab = tabs[side]
    const onView =
      pictures && side === 'ours'
        ? (view: string) => tab.picture(join(pictures, `${number}-${side}-${view}.png`))
        : undefined
    return walkSide({ side, tab, form: number, facts, fitting, ...(onView ? { onView } : {}) })
  }
  const [ours, stock] = await Promise.all([walk('ours'), walk('stock')])
  server.withdraw(number)
  ours.found.failures.unshift(...made.failures)
  ours.found.noise.unshift(...made.noise)
  keepUnfair(ours, stock)
  return { name: sample.name, ours, stock }
}

/** Values that both refuse say nothing about a form: they were made up without knowing what it wants. */
function keepUnfair(ours: SideReport, stock: SideReport): void {
  const both = ours.seen.accepted === 0 && stock.seen.accepted === 0
  if (both) for (const side of [ours, stock]) side.found.refused = []
}

async function bothEqualErrors({ server, tabs }: Tools): Promise<Record<SideName, number>> {
  const number = -1
  const made = makeForm(EQUAL_FAULTS)
  server.offer(number, made.draw, made.validator)
  const count = (side: SideName) => countEqualErrors(side, tabs[side], number)
  return { ours: await count('ours'), stock: await count('stock') }
}

/** One line that renews itself, and nothing where nobody watches. */
function showProgress(forms: FormReport[], all: number): void {
  if (!process.stderr.isTTY && forms.length % 10 !== 0 && forms.length !== all) return
  const faults = (side: SideName) =>
    forms.filter(form => Object.values(form[side].found).some(list => list.length > 0)).length
  const line = `${forms.length} of ${all} forms drawn; with violations: ours ${faults('ours')}, stock ${faults('stock')}`
  process.stderr.write(process.stderr.isTTY ? `\r${line}${forms.length === all ? '\n' : ''}` : `${line}\n`)
}
