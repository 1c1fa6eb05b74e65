import type { SideName } from './build-pages.ts'
import { exploreBranches } from './explore-branches.ts'
import type { FormTab, Look } from './form-tab.ts'
import type { Control } from './instruments/look.ts'
import { type SideReport, startReport } from './side-report.ts'
import type { SourceFacts } from './source-facts.ts'

export interface SideWalk {
  side: SideName
  tab: FormTab
  /** Its number at the server. */
  form: number
  facts: SourceFacts
  fitting: Record<string, string>
  /** Called in each view, for pictures. */
  onView?: (view: string) => Promise<void>
}

const LIGHT: Look = { width: 'wide', theme: 'light' }
const DARK: Look = { width: 'narrow', theme: 'dark' }
const BOX = /^(text|textarea|url|email|tel|search|number|password)$/

/**
 * One form on one side: empty, sent untouched, every branch of its unions, and filled with all last branches chosen.
 * Never throws: what goes wrong is a failure of the form.
 */
export async function walkSide(walk: SideWalk): Promise<SideReport> {
  const report = startReport()
  const { tab } = walk
  try {
    await drawUntouched(walk, report)
    if (report.found.failures.length === 0) await drawFilled(walk, report)
  } catch (error) {
    report.found.failures.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
    await tab.renew()
  }
  const { lines, throws } = tab.takeNoise()
  report.found.noise.push(...lines, ...throws)
  report.found.failures.push(...throws)
  for (const list of Object.values(report.found)) list.splice(0, list.length, ...new Set<string>(list))
  report.seen.fixed = walk.facts.fixed.size
  report.seen.unions = walk.facts.unions
  return report
}

async function drawUntouched(walk: SideWalk, report: SideReport): Promise<void> {
  const { tab, form } = walk
  await tab.lookAs(LIGHT)
  await tab.draw(form)
  const failures = await tab.ask(() => window.instruments.broken())
  if (failures.length > 0) {
    report.found.failures.push(...failures)
    return
  }
  await view(walk, report, 'empty')
  await submit(tab)
  const problems = await tab.ask(() => window.instruments.problems())
  report.seen.problems = problems.all.length
  report.found.offBranch.push(...problems.offBranch)
  report.found.failures.push(...(await tab.ask(() => window.instruments.broken())))
  if (report.found.failures.length > 0) return
  if (problems.all.length > 0) await view(walk, report, 'failed')
  await lookAtBranches(walk, report)
}

async function lookAtBranches({ tab, facts }: SideWalk, report: SideReport): Promise<void> {
  const controls = new Map<string, Control>()
  report.seen.branches += await exploreBranches(tab, async () => {
    await eachTab(tab, async () => {
      for (const control of await tab.ask(() => window.instruments.look())) {
        controls.set(JSON.stringify(control), control)
      }
    })
  })
  count([...controls.values()], facts, report)
}

async function drawFilled(walk: SideWalk, report: SideReport): Promise<void> {
  const { tab, form, fitting } = walk
  await tab.lookAs(LIGHT)
  await tab.draw(form)
  await chooseLast(tab)
  report.seen.filled = await tab.ask(values => window.instruments.fill(values), fitting)
  await view(walk, report, 'filled')
  await submit(tab)
  report.seen.accepted = (await tab.ask(() => window.formPage?.sent ?? 0)) > 0 ? 1 : 0
  if (report.seen.accepted === 0) report.found.refused = (await tab.ask(() => window.instruments.problems())).all
  report.found.failures.push(...(await tab.ask(() => window.instruments.broken())))
  // Unions inside of lists are there only since the lists have entries.
  const unions = await tab.ask(() => window.instruments.unions())
  if (unions.some(({ key }) => /\/\d+/.test(key))) await lookAtBranches(walk, report)
}

/** Looks at what is on the page now: wide and light, narrow and dark. The stock form has one look only. */
async function view({ side, tab, facts, onView }: SideWalk, report: SideReport, name: string): Promise<void> {
  const { found, seen } = report
  await eachTab(tab, async round => {
    for (const look of [LIGHT, DARK]) {
      await tab.lookAs(look)
      if (side === 'ours' || look === LIGHT) found.axe.push(...(await tab.axe()))
      if (look === DARK)
        found.wide.push(...(await tab.ask(() => window.instruments.wide())).map(at => `${name}: ${at}`))
      if (name === 'filled' && look === LIGHT) count(await tab.ask(() => window.instruments.look()), facts, report)
      if (name === 'filled') found.clipped.push(...(await tab.ask(() => window.instruments.clipped())))
      await onView?.(`${name}-${look.width}-${look.theme}${round > 0 ? `-${round}` : ''}`)
      seen.views++
    }
  })
  await tab.lookAs(LIGHT)
}

/** Once for each tab of the longest row of tabs, with that tab in front; once where there are none. */
async function eachTab(tab: FormTab, work: (round: number) => Promise<void>): Promise<void> {
  const tabs = await tab.ask(() => window.instruments.tabs())
  for (let round = 0; round < Math.max(1, tabs); round++) {
    if (tabs > 0) await tab.ask(number => window.instruments.openTabs(number), round)
    await work(round)
  }
}

async function submit(tab: FormTab): Promise<void> {
  await tab.ask(async () => {
    window.formPage?.submit()
    await window.instruments.settle()
  })
}

/** The last branch of every union, outer ones first, so that the filled form shows other fields than the empty one. */
async function chooseLast(tab: FormTab): Promise<void> {
  const done = new Set<string>()
  for (;;) {
    const union = (await tab.ask(() => window.instruments.unions())).find(({ key }) => !done.has(key))
    if (!union) return
    done.add(union.key)
    await tab.ask(({ key, branches }) => window.instruments.choose(key, branches - 1), union)
  }
}

function count(controls: Control[], facts: SourceFacts, { found, seen }: SideReport): void {
  const boxes = controls.filter(({ path, kind }) => facts.secrets.has(path) && BOX.test(kind))
  seen.controls = Math.max(seen.controls, controls.length)
  seen.secrets = Math.max(seen.secrets, new Set(boxes.map(({ path }) => path)).size)
  found.clear.push(...boxes.filter(box => box.clear).map(({ path }) => path))
  found.discriminators.push(...controls.filter(({ path }) => facts.fixed.has(path)).map(({ path }) => path))
  for (const { path, kind, name, labelled } of controls.filter(control => control.open)) {
    if (name === '') found.unnamed.push(`no name: ${kind} at ${path}`)
    else if (!labelled) found.unnamed.push(`no visible label: ${kind} at ${path}`)
  }
}
