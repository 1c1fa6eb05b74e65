import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Annotation, EditorState } from '@codemirror/state'
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view'
import type { TextEdit } from '#shared/jsonc-edits.ts'
import type { StudioProblem } from '../studio-problems.ts'
import { editorLook } from './editor-look.ts'
import { jsonLanguage } from './json-language.ts'
import type { NoteWords } from './note-widget.ts'
import { problemField, problemGutter, setProblems } from './problem-marks.ts'
import { ProblemNotes } from './problem-notes.ts'

export interface EditorOptions {
  text: string
  readOnly: boolean
  words: NoteWords & {
    label: string
    keys: string
    empty: string
    /** Of the search panel, by their English ones. */
    phrases: Record<string, string>
  }
  onChange: (text: string) => void
  canFix: (problem: StudioProblem) => boolean
  onFix: (problem: StudioProblem) => void
  onOpen: (problem: StudioProblem) => void
}

export interface MountedEditor {
  /** Takes the place of the text; what is equal at both ends stays, and the caret with it. */
  setText(text: string): void
  setProblems(problems: readonly StudioProblem[]): void
  /** Shows the place of a problem and what is said about it. */
  show(problem: StudioProblem): void
  /** One step that undo takes back. */
  change(edits: readonly TextEdit[]): void
  destroy(): void
}

/** A change that did not come from the person at the keys. */
const fromOutside = Annotation.define<boolean>()

/**
 * The text editor, in a shadow root: there its styles are adopted sheets, which a policy without inline styles allows.
 * Tab is not taken: it goes on to the next part of the page.
 */
export function mountEditor(host: HTMLElement, options: EditorOptions): MountedEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const notes = new ProblemNotes(options)
  const view = new EditorView({
    root,
    parent: root as unknown as Element,
    state: EditorState.create({ doc: options.text, extensions: extensions(options, notes) }),
  })
  return {
    setText(text) {
      const changes = smallestChange(view.state.doc.toString(), text)
      if (changes) view.dispatch({ changes, annotations: [fromOutside.of(true), isolateHistory.of('full')] })
    },
    setProblems: problems => view.dispatch({ effects: setProblems.of(problems) }),
    show(problem) {
      notes.show(view, problem)
      view.focus()
    },
    change(edits) {
      const changes = edits.map(({ from, to, text }) => ({ from, to, insert: text }))
      view.dispatch({ changes, annotations: isolateHistory.of('full'), scrollIntoView: true, userEvent: 'input.fix' })
    },
    destroy: () => view.destroy(),
  }
}

function extensions({ words, readOnly, onChange }: EditorOptions, notes: ProblemNotes) {
  return [
    problemField,
    problemGutter((view, line) => notes.toggleLine(view, line)),
    notes.extension,
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    highlightSpecialChars(),
    highlightSelectionMatches(),
    bracketMatching(),
    history(),
    indentOnInput(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    EditorState.readOnly.of(readOnly),
    EditorState.phrases.of(words.phrases),
    search({ top: true }),
    placeholder(words.empty),
    jsonLanguage,
    editorLook,
    keymap.of([...notes.keys, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.contentAttributes.of({
      'aria-label': words.label,
      'aria-description': words.keys,
      // It has the focus as it is; this says so to whoever looks for what scrolls and cannot be reached.
      tabindex: '0',
    }),
    EditorView.domEventHandlers({ beforeinput: typeOverSelection }),
    EditorView.updateListener.of(({ docChanged, transactions, state }) => {
      if (docChanged && !transactions.some(one => one.annotation(fromOutside))) onChange(state.doc.toString())
    }),
  ]
}

/**
 * A selection that is typed over or deleted goes by our own hands. A browser that joins the lines itself writes styles into them, and the
 * policy of the page reports each one.
 */
function typeOverSelection(event: InputEvent, view: EditorView): boolean {
  const { inputType } = event
  const isDeleting = /^deleteContent(Back|For)ward$/.test(inputType)
  const data = isDeleting ? '' : event.data
  if ((!isDeleting && inputType !== 'insertText') || data === null) return false
  const range = view.composing || view.state.readOnly ? undefined : selectedRange(view)
  if (!range) return false
  const insert = view.state.toText(data)
  const selection = { anchor: range.from + insert.length }
  view.dispatch({ changes: { ...range, insert }, selection, userEvent: 'input.type', scrollIntoView: true })
  return true
}

/** The selection of the editor, or of the browser where the editor has not been told of it yet. */
function selectedRange(view: EditorView): { from: number; to: number } | undefined {
  const { root, contentDOM } = view
  const { from, to, empty } = view.state.selection.main
  if (!empty) return { from, to }
  const selection = selectionIn(root)
  const { anchorNode, focusNode, anchorOffset = 0, focusOffset = 0 } = selection ?? {}
  if (!anchorNode || !focusNode || !contentDOM.contains(anchorNode) || !contentDOM.contains(focusNode)) return undefined
  const [start, end] = [view.posAtDOM(anchorNode, anchorOffset), view.posAtDOM(focusNode, focusOffset)]
  return start === end ? undefined : { from: Math.min(start, end), to: Math.max(start, end) }
}

/** Where a shadow root has a selection of its own, that of the document ends at its host. */
function selectionIn(root: DocumentOrShadowRoot): Selection | null {
  return 'getSelection' in root ? (root as Document).getSelection() : document.getSelection()
}

/** From the first difference to the last; undefined: there is none. */
function smallestChange(before: string, after: string): { from: number; to: number; insert: string } | undefined {
  if (before === after) return undefined
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}
