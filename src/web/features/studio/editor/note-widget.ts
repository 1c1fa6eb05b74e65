import { type EditorView, WidgetType } from '@codemirror/view'
import { SEVERITY_ICONS } from '../severity-icons.ts'
import type { StudioProblem } from '../studio-problems.ts'
import { drawIcon } from './draw-icon.ts'

export interface NoteWords {
  fix: string
  close: string
}

interface NoteOptions {
  words: NoteWords
  /** Undefined: nothing mends it but the author. */
  onFix: (() => void) | undefined
  onClose: (view: EditorView) => void
}

/** One problem in words under its line. */
export class NoteWidget extends WidgetType {
  readonly #problem: StudioProblem
  readonly #options: NoteOptions

  constructor(problem: StudioProblem, options: NoteOptions) {
    super()
    this.#problem = problem
    this.#options = options
  }

  override eq(other: NoteWidget): boolean {
    return other.#problem === this.#problem
  }

  override get estimatedHeight(): number {
    return 56
  }

  override toDOM(view: EditorView): HTMLElement {
    const { severity, code, message, fix } = this.#problem
    const { words, onFix, onClose } = this.#options
    const note = make('div', `cm-note fc-${severity}`)
    // For authors, in the words of the compiler.
    const text = make('span', 'cm-note-words')
    text.lang = 'en'
    text.append(make('b', '', code), ` ${message} `, make('span', 'cm-note-more', fix ?? ''))
    note.append(drawIcon(SEVERITY_ICONS[severity]), text)
    if (onFix) note.append(makeButton('fc-button', words.fix, onFix))
    note.append(makeButton('fc-button fc-button-quiet', words.close, () => onClose(view)))
    // A margin would not be measured, and all line numbers below would stand too high.
    const place = make('div', 'cm-note-place')
    place.append(note)
    return place
  }

  override ignoreEvent(): boolean {
    return true
  }
}

function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

function makeButton(className: string, text: string, onPress: () => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = className
  button.textContent = text
  button.addEventListener('click', onPress)
  return button
}
