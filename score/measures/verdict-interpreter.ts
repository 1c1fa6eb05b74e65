import { longTexts } from '#schema/long-texts.ts'
import type { JsonObject } from '#shared/json.ts'
import { EXPLAINED, explain } from '../lab/verdict/explain.ts'
import { findCauses } from '../lab/verdict/find-causes.ts'
import { makeDataSets } from '../lab/verdict/make-data-sets.ts'
import { readForms, type VerdictForm } from '../lab/verdict/read-forms.ts'
import { foreignVerdict, liveVerdict, moduleVerdict, ownVerdict } from '../lab/verdict/schema-verdicts.ts'
import type { Measure } from '../measure.ts'

const SIZES = {
  quick: { forms: 100, sets: 6, least: 500 },
  full: { forms: Number.POSITIVE_INFINITY, sets: 12, least: 2_000 },
} as const

export const verdictInterpreter: Measure = {
  id: 'V-2',
  measure: 'data sets judged otherwise than by an independent interpreter, unexplained + explained',
  target: `0 + any of at least ${SIZES.full.least} (quick: ${SIZES.quick.least})`,
  quick: true,
  async run(size) {
    const { forms, foreign } = await readForms(SIZES[size].forms)
    const board: Board = { sets: 0, unexplained: [], explained: new Map() }
    for (const form of forms) await judgeForm(board, form, SIZES[size].sets)
    const { sets, unexplained, explained } = board
    const counted = [...explained.values()].reduce((sum, count) => sum + count, 0)
    return {
      value: `${unexplained.length} + ${counted} of ${sets}`,
      ok: unexplained.length === 0 && sets >= SIZES[size].least,
      details: [
        ...unexplained.slice(0, 40),
        `${forms.length} forms (${foreign} foreign), judged by Ajv, the page's module and our own reading`,
        ...EXPLAINED.map(({ id, section }) => `explained: ${id} ${explained.get(id) ?? 0} (${section})`),
      ],
    }
  },
}

interface Board {
  sets: number
  unexplained: string[]
  /** Id of the explanation → how many sets. */
  explained: Map<string, number>
}

async function judgeForm(board: Board, source: VerdictForm, count: number): Promise<void> {
  const { name, form } = source
  const { schema } = form
  const [foreign, live, own] = [foreignVerdict(schema), liveVerdict(schema), ownVerdict(schema)]
  const module = await moduleVerdict(schema)
  for (const { kind, values } of makeDataSets(source, count)) {
    board.sets++
    const verdict = live(values)
    // Our own reading never meets a text that is too long for a pattern.
    const ours = [module(values), ...(longTexts(schema, values).length === 0 ? [own(values)] : [])]
    if (ours.some(other => other !== verdict)) board.unexplained.push(`${name}, ${kind}: ours differ among themselves`)
    else if (foreign(values) !== verdict) explainOne(board, `${name}, ${kind}`, { schema, values })
  }
}

function explainOne(board: Board, where: string, { schema, values }: { schema: JsonObject; values: JsonObject }): void {
  const causes = findCauses(schema, values)
  const found = causes.map(cause => ({ cause, explanation: explain(cause) }))
  const open = found.filter(({ explanation }) => !explanation)
  for (const { cause } of open) {
    const shown = JSON.stringify([cause.schema, cause.value]).slice(0, 200)
    board.unexplained.push(`${where}: ${cause.keyword}: ${shown}`)
  }
  if (open.length > 0) return
  const ids = new Set(found.map(({ explanation }) => explanation?.id ?? ''))
  for (const id of ids) board.explained.set(id, (board.explained.get(id) ?? 0) + 1)
}
