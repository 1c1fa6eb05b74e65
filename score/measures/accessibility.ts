import { isElsewhere } from '../lab/pages/elsewhere.ts'
import type { Contrasts } from '../lab/pages/instruments/contrasts.ts'
import { type PageWalk, type ViewReport, walkPages } from '../lab/pages/walk-pages.ts'
import type { Finding, Measure } from '../measure.ts'

/**
 * The lines of family A: every page and state that `npm run shots` shows and every form, in a browser, in light and dark
 * and at 400 %. All lines read one and the same walk.
 */
export const accessibility: readonly Measure[] = [
  line('A-1', 'axe violations on every page and state and in every form, light and dark', walk => {
    const looked = walk.reports.filter(({ axe }) => axe)
    const found = looked.flatMap(report => placed(report, report.axe))
    return { value: `${found.length} in ${looked.length} views`, faults: [...walk.failed, ...found] }
  }),
  line('A-2', 'stops of the focus without a name, a ring or a place in reading order, or out of sight', walk => {
    const walked = walk.reports.filter(({ stops }) => stops)
    const found = walked.flatMap(report => placed(report, report.stops?.faults))
    const count = walked.reduce((sum, { stops }) => sum + (stops?.walked ?? 0), 0)
    const ring = Math.min(21, ...walked.map(({ stops }) => stops?.faintestRing ?? 21))
    return { value: `${found.length} of ${count} stops; faintest ring ${ring.toFixed(2)}:1`, faults: found }
  }),
  line('A-3', 'texts below 4.5:1 (large ones 3:1), and frames and drawings of controls below 3:1', walk => {
    const [texts, parts] = [contrastsOf(walk, 'texts'), contrastsOf(walk, 'parts')]
    const faults = [...texts.faults, ...parts.faults]
    const measured = `${texts.measured} texts and ${parts.measured} parts`
    return { value: `${faults.length} of ${measured}; least of a part ${parts.least.toFixed(2)}:1`, faults }
  }),
  line('A-4', 'targets smaller than 24 × 24 px', walk => {
    const found = walk.reports.flatMap(report => placed(report, report.targets?.small))
    const count = walk.reports.reduce((sum, { targets }) => sum + (targets?.measured ?? 0), 0)
    return { value: `${found.length} of ${count} targets`, faults: found }
  }),
  line('A-5', 'what is lost at 400 % (320 × 256 px): wider than the window, covered, or not there', walk => {
    const zoomed = walk.reports.filter(({ lost }) => lost)
    const found = zoomed.flatMap(report => placed(report, [...(report.lost ?? []), ...missing(report, walk)]))
    return { value: `${found.length} in ${zoomed.length} views`, faults: found }
  }),
]

const MOST_DETAILS = 80

interface Found {
  value: string
  faults: string[]
}

function line(id: string, measure: string, judge: (walk: PageWalk) => Found): Measure {
  return {
    id,
    measure,
    target: '0',
    quick: true,
    async run(size): Promise<Finding | { skipped: string }> {
      const walk = await walkPages(size)
      if (!walk) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
      const { value, faults } = judge(walk)
      const details = [...faults.slice(0, MOST_DETAILS), ...(faults.length > MOST_DETAILS ? ['and more'] : [])]
      return { value, ok: faults.length === 0 && walk.reports.length > 0, details }
    },
  }
}

function placed({ view, look }: ViewReport, faults: readonly string[] = []): string[] {
  return faults.map(fault => `${view} (${look}): ${fault}`)
}

function contrastsOf(walk: PageWalk, kind: 'texts' | 'parts'): Found & { measured: number; least: number } {
  const found = walk.reports.flatMap((report): { report: ViewReport; all: Contrasts }[] => {
    const all = report[kind]
    return all ? [{ report, all }] : []
  })
  return {
    value: '',
    faults: found.flatMap(({ report, all }) => placed(report, all.faint)),
    measured: found.reduce((sum, { all }) => sum + all.measured, 0),
    least: Math.min(21, ...found.map(({ all }) => all.least)),
  }
}

/** Controls of the wide page that the zoomed one has neither here nor behind one of its switches, which other views press. */
function missing({ view }: ViewReport, { reports }: PageWalk): string[] {
  const wide = reports.find(report => report.view === view && report.look === 'light')?.names ?? []
  const zoomed = new Set(reports.flatMap(({ look, names = [] }) => (look === 'zoom' ? names : [])))
  return wide.filter(name => !zoomed.has(name) && !isElsewhere(name)).map(name => `not there: ${name}`)
}
