import { RangeSet, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter } from '@codemirror/view'
import { SEVERITY_ICONS } from '../severity-icons.ts'
import type { StudioProblem } from '../studio-problems.ts'
import { drawIcon } from './draw-icon.ts'

/** A problem where it stands now: it moves with the text until the text is looked at again. */
export interface PlacedProblem {
  from: number
  to: number
  problem: StudioProblem
}

/** Takes the place of all problems there were. */
export const setProblems = StateEffect.define<readonly StudioProblem[]>()

interface Marked {
  /** By place, and of those at one place the worst first. */
  placed: readonly PlacedProblem[]
  tints: DecorationSet
  signs: RangeSet<GutterMarker>
}

const NONE: Marked = { placed: [], tints: Decoration.none, signs: RangeSet.empty }

/** The problems of the text, and how its lines are marked for them. */
export const problemField = StateField.define<Marked>({
  create: () => NONE,
  update(marked, { state, changes, effects }) {
    const news = effects.findLast(effect => effect.is(setProblems))
    if (news) return markAll(state.doc, news.value)
    if (changes.empty || marked.placed.length === 0) return marked
    const placed = marked.placed.map(({ from, to, problem }) => {
      const start = changes.mapPos(from, 1)
      return { from: start, to: Math.max(start, changes.mapPos(to, -1)), problem }
    })
    return { placed, tints: marked.tints.map(changes), signs: marked.signs.map(changes) }
  },
  provide: field => EditorView.decorations.from(field, ({ tints }) => tints),
})

const RANK = { error: 0, warning: 1, info: 2 }

function placeAll(doc: Text, problems: readonly StudioProblem[]): PlacedProblem[] {
  return problems
    .filter(({ line }) => line <= doc.lines)
    .map(problem => {
      const line = doc.line(problem.line)
      const from = Math.min(line.to, line.from + problem.column - 1)
      return { from, to: from + wordAt(doc.sliceString(from, Math.min(line.to, from + LONGEST_WORD))), problem }
    })
    .sort((a, b) => a.from - b.from || RANK[a.problem.severity] - RANK[b.problem.severity])
}

const LONGEST_WORD = 200

/** How long the text in quotes, the word or the mark is that a problem at one place is about. */
function wordAt(text: string): number {
  return /^("(?:[^"\\]|\\.)*"?|[\w.+-]+|\S)/.exec(text)?.[0].length ?? 0
}

/** The worst problem of each line that has one. */
function worstOfLines(doc: Text, placed: readonly PlacedProblem[]): Map<number, StudioProblem> {
  const worst = new Map<number, StudioProblem>()
  for (const { from, problem } of placed) {
    const start = doc.lineAt(from).from
    const known = worst.get(start)
    if (!known || RANK[problem.severity] < RANK[known.severity]) worst.set(start, problem)
  }
  return worst
}

function markAll(doc: Text, problems: readonly StudioProblem[]): Marked {
  const placed = placeAll(doc, problems)
  const worst = [...worstOfLines(doc, placed)]
  const lines = worst.map(([at, { severity }]) => Decoration.line({ class: `cm-line-${severity}` }).range(at))
  const words = placed
    .filter(({ from, to }) => to > from)
    .map(({ from, to, problem }) => Decoration.mark({ class: `cm-wave cm-wave-${problem.severity}` }).range(from, to))
  return {
    placed,
    tints: Decoration.set([...lines, ...words], true),
    signs: RangeSet.of(
      worst.map(([at, { severity }]) => new Sign(severity).range(at)),
      true,
    ),
  }
}

class Sign extends GutterMarker {
  readonly severity: StudioProblem['severity']

  constructor(severity: StudioProblem['severity']) {
    super()
    this.severity = severity
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof Sign && other.severity === this.severity
  }

  override toDOM(): HTMLElement {
    const sign = document.createElement('span')
    sign.className = `fc-${this.severity}`
    sign.append(drawIcon(SEVERITY_ICONS[this.severity]))
    return sign
  }
}

/** A sign beside each line with a problem; a press on it opens what it is about. */
export function problemGutter(onPress: (view: EditorView, lineFrom: number) => void) {
  return gutter({
    class: 'cm-signs',
    renderEmptyElements: true,
    markers: ({ state }) => state.field(problemField).signs,
    domEventHandlers: {
      mousedown(view, { from }) {
        onPress(view, from)
        return true
      },
    },
  })
}
