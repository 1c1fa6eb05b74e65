import type { JsonObject } from '#shared/json.ts'
import { openBrowser } from '../lab/open-browser.ts'
import { makePageClient, type PageClient } from '../lab/page-client.ts'
import { startServer } from '../lab/start-server.ts'
import { judgeOnCommandLine, runCommandLine } from '../lab/verdict/judge-on-command-line.ts'
import { openPageJudge, type PageJudge } from '../lab/verdict/judge-on-page.ts'
import { askServer, judgeOnServer } from '../lab/verdict/judge-on-server.ts'
import { type DataSet, makeDataSets } from '../lab/verdict/make-data-sets.ts'
import { type Said, sameLines } from '../lab/verdict/problem-lines.ts'
import { readForms, type VerdictForm } from '../lab/verdict/read-forms.ts'
import { writeTypes } from '../lab/verdict/write-types.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure } from '../measure.ts'

/** Sets a form, forms at most, and one set in how many is also asked over HTTP and of the program `flow`. */
const SIZES = {
  quick: { forms: 60, sets: 7, least: 300, http: 12, program: 100 },
  full: { forms: Number.POSITIVE_INFINITY, sets: 8, least: 2_000, http: 24, program: 240 },
} as const

export const verdictAgreement: Measure = {
  id: 'V-1',
  measure: 'data sets on which server, page and command line differ in verdict or words',
  target: `0 of at least ${SIZES.full.least} (quick: ${SIZES.quick.least})`,
  quick: true,
  async run(size) {
    const browser = await openBrowser()
    if (!browser) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
    try {
      return await withFolder(async folder => {
        const { forms, foreign } = await readForms(SIZES[size].forms)
        const root = await writeTypes(folder, forms)
        const server = await startServer({ folder, env: { FLOW_CONNECTORS: folder } })
        try {
          const client = makePageClient(server.url)
          await client.send('GET', '/api/page/session')
          const page = await openPageJudge(browser, server.url)
          const board = await compareAll({ forms, page, client, root, size })
          return describe(board, { forms: forms.length, foreign, complaints: page.complaints, size })
        } finally {
          await server.stop()
        }
      })
    } finally {
      await browser.close()
    }
  },
}

interface Lab {
  forms: readonly VerdictForm[]
  page: PageJudge
  client: PageClient
  /** The connector project that has all forms as types. */
  root: string
  size: keyof typeof SIZES
}

interface Board {
  sets: number
  refused: number
  asked: { http: number; program: number }
  kinds: Map<string, number>
  different: string[]
}

async function compareAll(lab: Lab): Promise<Board> {
  const board: Board = { sets: 0, refused: 0, asked: { http: 0, program: 0 }, kinds: new Map(), different: [] }
  for (const form of lab.forms) {
    const sets = makeDataSets(form, SIZES[lab.size].sets)
    const values = sets.map(set => set.values)
    const onPage = await lab.page.judge(form, values)
    for (const [i, set] of sets.entries()) {
      const page = onPage[i]
      if (page) await compareOne({ lab, board, form, set }, page)
    }
  }
  return board
}

interface Round {
  lab: Lab
  board: Board
  form: VerdictForm
  set: DataSet
}

async function compareOne({ lab, board, form, set }: Round, page: { lines: Said; sent: JsonObject }): Promise<void> {
  const { http, program } = SIZES[lab.size]
  const server = judgeOnServer(form, set.values)
  const others: Record<string, Said> = {
    page: page.lines,
    'command line': judgeOnCommandLine(form, set.values),
    // What the page lets pass must pass as it is sent.
    ...(page.lines.length === 0 ? { 'server, of what the page sends': judgeOnServer(form, page.sent) } : {}),
  }
  if (board.sets % http === 0) {
    others['server over HTTP'] = await askServer(lab.client, form, set.values)
    board.asked.http++
  }
  if (board.sets % program === 0) {
    others['flow test connection'] = await runCommandLine(lab.root, form, set.values)
    board.asked.program++
  }
  board.sets++
  if (server.length > 0) board.refused++
  board.kinds.set(set.kind, (board.kinds.get(set.kind) ?? 0) + 1)
  for (const [who, said] of Object.entries(others)) {
    if (!sameLines(server, said)) board.different.push(`${form.name}, ${set.kind}: ${difference(server, who, said)}`)
  }
}

function difference(server: Said, who: string, said: Said): string {
  const show = (lines: Said) => (lines.length === 0 ? 'good' : lines.join(' | '))
  return `server: ${show(server)}; ${who}: ${show(said)}`
}

interface Ground {
  forms: number
  foreign: number
  complaints: readonly string[]
  size: keyof typeof SIZES
}

function describe({ sets, refused, asked, kinds, different }: Board, ground: Ground): Finding {
  const { forms, foreign, complaints, size } = ground
  // Judges that refuse everything, or nothing, would agree as well.
  const mixed = refused > sets / 10 && refused < (sets * 9) / 10
  const counted = [...kinds].toSorted((a, b) => b[1] - a[1]).map(([kind, count]) => `${kind} ${count}`)
  return {
    value: `${different.length} of ${sets}`,
    ok: different.length === 0 && complaints.length === 0 && sets >= SIZES[size].least && mixed,
    details: [
      ...different.slice(0, 40),
      ...complaints.slice(0, 10).map(complaint => `browser: ${complaint}`),
      `${forms} forms (${foreign} foreign), ${refused} sets refused; over HTTP ${asked.http}, by the program ${asked.program}`,
      `changes: ${counted.join(', ')}`,
    ],
  }
}
