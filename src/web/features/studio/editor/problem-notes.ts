import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state'
import { type Command, Decoration, type DecorationSet, EditorView, type KeyBinding } from '@codemirror/view'
import type { StudioProblem } from '../studio-problems.ts'
import { NoteWidget, type NoteWords } from './note-widget.ts'
import { type PlacedProblem, problemField, setProblems } from './problem-marks.ts'

interface NoteActions {
  words: NoteWords
  canFix: (problem: StudioProblem) => boolean
  onFix: (problem: StudioProblem) => void
  /** A note was opened by keys: it must be told, too. */
  onOpen: (problem: StudioProblem) => void
}

interface Open {
  note: PlacedProblem | undefined
  drawn: DecorationSet
}

const CLOSED: Open = { note: undefined, drawn: Decoration.none }

/** What stands open under its line: what is wrong there, and a button that mends it. One at a time. */
export class ProblemNotes {
  readonly extension: Extension
  readonly keys: readonly KeyBinding[]
  readonly #actions: NoteActions
  readonly #open = StateEffect.define<PlacedProblem | undefined>()
  readonly #field: StateField<Open>

  constructor(actions: NoteActions) {
    this.#actions = actions
    this.#field = StateField.define<Open>({
      create: () => CLOSED,
      update: (open, { state, changes, effects }) => {
        for (const effect of effects) if (effect.is(this.#open)) return this.#draw(state, effect.value)
        const { note } = open
        if (!note) return open
        if (effects.some(effect => effect.is(setProblems))) return this.#draw(state, sameProblem(state, note))
        if (changes.empty) return open
        const moved = { ...note, from: changes.mapPos(note.from, 1), to: changes.mapPos(note.to, 1) }
        return this.#draw(state, moved)
      },
      provide: field => EditorView.decorations.from(field, ({ drawn }) => drawn),
    })
    this.extension = this.#field
    this.keys = [
      { key: 'F8', run: this.#step(1), shift: this.#step(-1), preventDefault: true },
      { key: 'Mod-.', run: view => this.#fixOpen(view), preventDefault: true },
      { key: 'Escape', run: view => this.close(view) },
    ]
  }

  /** Opens the note of `problem` and shows its place. */
  show(view: EditorView, problem: StudioProblem): void {
    const placed = view.state.field(problemField).placed.find(one => one.problem === problem)
    if (placed) this.#goTo(view, placed)
  }

  /** Opens the worst problem of a line, or closes it. */
  toggleLine(view: EditorView, lineFrom: number): void {
    const line = view.state.doc.lineAt(lineFrom)
    const here = view.state.field(problemField).placed.filter(({ from }) => from >= line.from && from <= line.to)
    const at = here.findIndex(({ problem }) => problem === view.state.field(this.#field).note?.problem)
    view.dispatch({ effects: this.#open.of(here[at + 1]) })
  }

  close(view: EditorView): boolean {
    if (!view.state.field(this.#field).note) return false
    view.dispatch({ effects: this.#open.of(undefined) })
    view.focus()
    return true
  }

  #draw({ doc }: EditorState, note: PlacedProblem | undefined): Open {
    if (!note) return CLOSED
    const { problem } = note
    const { words, canFix, onFix } = this.#actions
    const widget = new NoteWidget(problem, {
      words,
      onFix: canFix(problem) ? () => onFix(problem) : undefined,
      onClose: view => this.close(view),
    })
    const place = Decoration.widget({ widget, block: true, side: 1 }).range(doc.lineAt(note.from).to)
    return { note, drawn: Decoration.set([place]) }
  }

  #goTo(view: EditorView, placed: PlacedProblem): void {
    view.dispatch({
      selection: { anchor: placed.from },
      effects: [this.#open.of(placed), EditorView.scrollIntoView(placed.from, { y: 'center' })],
    })
  }

  #step(direction: 1 | -1): Command {
    return view => {
      const { placed } = view.state.field(problemField)
      const { head } = view.state.selection.main
      const open = placed.findIndex(({ problem }) => problem === view.state.field(this.#field).note?.problem)
      const beyond = placed.findIndex(({ from }) => from >= head)
      const start = open >= 0 ? open + direction : direction > 0 ? Math.max(0, beyond) : beyond - 1
      const next = placed.at(start % Math.max(1, placed.length))
      if (!next) return false
      this.#goTo(view, next)
      this.#actions.onOpen(next.problem)
      return true
    }
  }

  #fixOpen(view: EditorView): boolean {
    const { placed } = view.state.field(problemField)
    const line = view.state.doc.lineAt(view.state.selection.main.head)
    const open = view.state.field(this.#field).note?.problem
    const here = placed.filter(({ from }) => from >= line.from && from <= line.to).map(({ problem }) => problem)
    const wanted = [...(open ? [open] : []), ...here].find(this.#actions.canFix)
    if (!wanted) return false
    this.#actions.onFix(wanted)
    return true
  }
}

/** After another look at the text: what stays open is the same thing said about the nearest place. */
function sameProblem(state: EditorState, { problem, from }: PlacedProblem): PlacedProblem | undefined {
  const { code, message } = problem
  const same = state.field(problemField).placed.filter(one => one.problem.code === code)
  return same.find(one => one.from === from && one.problem.message === message)
}
