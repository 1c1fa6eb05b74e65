import { readFileSync } from 'node:fs'
import type { CompiledForm } from '#schema/types.ts'
import { valueAt, withValueAt } from '#schema/value-places.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import type { Json, JsonObject } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { type FormQuestion, formQuestions } from './form-questions.ts'
import { BACK, type Prompter } from './prompter.ts'

interface AskOptions {
  /** Of the form, for the first line. */
  title: string
  /** What is known already; it is asked for only where something is wrong with it. */
  given: JsonObject
  /** The judge of the page. */
  problemsOf: (values: JsonObject) => FieldProblem[]
}

/** Values that nobody likes twice are asked for again, but not for ever. */
const MOST_ROUNDS = 20

/**
 * Fills in a form in the terminal, field by field, with the words and the judge of the page. What is asked next depends
 * on what was answered. Throws `Stopped` on Ctrl-C.
 */
export async function askForm(prompter: Prompter, form: CompiledForm, options: AskOptions): Promise<JsonObject> {
  const { title, given, problemsOf } = options
  const session = new FormSession(prompter, form, { given, problemsOf })
  prompter.say(`${title}: Enter goes on, Ctrl-P goes back, Ctrl-C stops.`)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    while (await session.askNext()) {
      // One question after the other.
    }
    if (!session.reopenWrong()) break
  }
  return session.values
}

class FormSession {
  values: JsonObject
  readonly #prompter: Prompter
  readonly #form: CompiledForm
  readonly #problemsOf: AskOptions['problemsOf']
  readonly #settled = new Set<string>()
  readonly #history: string[] = []
  #heading = ''

  constructor(prompter: Prompter, form: CompiledForm, { given, problemsOf }: Omit<AskOptions, 'title'>) {
    this.#prompter = prompter
    this.#form = form
    this.#problemsOf = problemsOf
    this.values = given
    const wrong = new Set(problemsOf(given).map(({ pointer }) => pointer))
    for (const { path } of formQuestions(form, given)) {
      const held = valueAt(given, path)
      if (held !== undefined && held !== '' && !wrong.has(toPointer(path))) this.#settled.add(toPointer(path))
    }
  }

  /** False when nothing is left to ask. */
  async askNext(): Promise<boolean> {
    const question = formQuestions(this.#form, this.values).find(({ path }) => !this.#settled.has(toPointer(path)))
    if (!question) return false
    this.#showHeading(question)
    const pointer = toPointer(question.path)
    const answer = await this.#ask(question)
    if (answer === BACK) {
      const before = this.#history.pop()
      if (before !== undefined) this.#settled.delete(before)
      return true
    }
    this.values = withValueAt(this.values, question.path, answer) as JsonObject
    this.#settled.add(pointer)
    this.#history.push(pointer)
    return true
  }

  /** Opens every question again whose answer the judge refuses; true when there is one. */
  reopenWrong(): boolean {
    const known = new Set(formQuestions(this.#form, this.values).map(({ path }) => toPointer(path)))
    const wrong = this.#problemsOf(this.values).filter(({ pointer }) => known.has(pointer))
    for (const { pointer, detail } of wrong) {
      this.#prompter.say(detail)
      this.#settled.delete(pointer)
    }
    return wrong.length > 0
  }

  #showHeading({ heading }: FormQuestion): void {
    const text = heading.join(' › ')
    if (text !== '' && text !== this.#heading) this.#prompter.say(text)
    this.#heading = text
  }

  #ask(question: FormQuestion): Promise<Json | undefined | typeof BACK> {
    const { kind, required, choices, fallback, path } = question
    const message = messageOf(question)
    const held = valueAt(this.values, path) ?? fallback
    if (kind === 'choice') {
      const none = required || fallback !== undefined ? [] : [{ value: undefined, label: '(leave empty)' }]
      const all: { value: Json | undefined; label: string }[] = [...choices, ...none]
      return this.#prompter.choose({ message, choices: all, initial: held ?? all.at(none.length > 0 ? -1 : 0)?.value })
    }
    if (kind === 'choices') {
      const chosen = Array.isArray(held) ? held : []
      return this.#prompter.chooseMany({ message, choices, initial: chosen, required })
    }
    return this.#askText(question, { message, held })
  }

  async #askText(
    question: FormQuestion,
    { message, held }: { message: string; held: Json | undefined },
  ): Promise<Json | undefined | typeof BACK> {
    const { kind, path } = question
    const keeps = kind === 'secret' && typeof held === 'string' && held !== ''
    const read = (text: string) => (keeps && text === '' ? held : readAnswer(question, text))
    const check = (text: string) => {
      const value = read(text)
      if (value instanceof Error) return value.message
      const values = withValueAt(this.values, path, value) as JsonObject
      return this.#problemsOf(values).find(({ pointer }) => pointer === toPointer(path))?.detail
    }
    const answer =
      kind === 'secret'
        ? await this.#prompter.secret({ message: keeps ? `${message} (Enter keeps what you typed)` : message, check })
        : await this.#prompter.text({ message, check, initial: shownValue(held) })
    if (answer === BACK) return BACK
    const value = read(answer)
    // It was checked; a file may be gone since.
    return value instanceof Error ? answer : value
  }
}

function messageOf({ title, description, required, kind, multiline }: FormQuestion): string {
  const notes = [
    ...(required ? [] : ['optional']),
    ...(kind === 'json' ? ['as JSON'] : []),
    ...(multiline ? ['@path reads a file'] : []),
  ]
  const words = notes.length === 0 ? title : `${title} (${notes.join(', ')})`
  return description === undefined || description === title ? words : `${words}\n${description}`
}

function shownValue(held: Json | undefined): string {
  if (held === undefined || held === null) return ''
  return typeof held === 'string' ? held : JSON.stringify(held)
}

/** What was typed as a value of its field; nothing typed is no value. */
function readAnswer({ kind, multiline }: FormQuestion, text: string): Json | undefined | Error {
  if (text === '') return undefined
  if (multiline && text.startsWith('@')) return readText(text.slice(1))
  if (multiline) return text.replaceAll('\\n', '\n')
  if (kind === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
  if (kind !== 'json') return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return new Error('Enter JSON, for example ["one", "two"].')
  }
}

function readText(path: string): string | Error {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return new Error(`The file ${path} cannot be read.`)
  }
}
