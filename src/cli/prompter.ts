import { isCancel, log, multiselect, password, select, text } from '@clack/prompts'
import { Stopped } from './stopped.ts'

/** What a question gives when a person wants to see the one before it again. */
export const BACK = Symbol('back')

interface Question {
  message: string
  /** Words on what is wrong with an answer; undefined: it is good. */
  check?: (answer: string) => string | undefined
}

interface Choice<T> {
  value: T
  label: string
}

/** Asks a person in the terminal. Every question throws `Stopped` on Ctrl-C and gives `BACK` on Ctrl-P. */
export interface Prompter {
  say(line: string): void
  text(question: Question & { initial?: string }): Promise<string | typeof BACK>
  /** Shows a mark for each letter. */
  secret(question: Question): Promise<string | typeof BACK>
  choose<T>(
    question: Pick<Question, 'message'> & { choices: readonly Choice<T>[]; initial?: T | undefined },
  ): Promise<T | typeof BACK>
  chooseMany<T>(
    question: Pick<Question, 'message'> & { choices: readonly Choice<T>[]; initial: readonly T[]; required: boolean },
  ): Promise<T[] | typeof BACK>
}

/** Questions go to stderr: what a program reads stands on stdout alone. */
const AT = { output: process.stderr, withGuide: false } as const

/** The prompter of the terminal this process was started in. */
export function createPrompter(): Prompter {
  return {
    say: line => log.message(line, AT),
    text: ({ message, check, initial }) =>
      withKeys(signal =>
        text({
          ...AT,
          message,
          signal,
          ...(initial === undefined ? {} : { initialValue: initial }),
          ...checked(check),
        }),
      ),
    secret: ({ message, check }) =>
      withKeys(signal => password({ ...AT, message, signal, mask: '•', ...checked(check) })),
    async choose({ message, choices, initial }) {
      // By their place: a value may be anything, and need not be told apart by `===`.
      const at = choices.findIndex(({ value }) => value === initial)
      const options = placed(choices)
      const place = await withKeys(signal =>
        select({ ...AT, message, signal, options, ...(at > 0 ? { initialValue: at } : {}) }),
      )
      return place === BACK ? BACK : chosenAt(choices, place)
    },
    async chooseMany({ message, choices, initial, required }) {
      const initialValues = choices.flatMap(({ value }, place) => (initial.includes(value) ? [place] : []))
      const options = placed(choices)
      const places = await withKeys(signal => multiselect({ ...AT, message, signal, options, initialValues, required }))
      return places === BACK ? BACK : places.map(place => chosenAt(choices, place))
    },
  }
}

function placed(choices: readonly Choice<unknown>[]): { value: number; label: string }[] {
  return choices.map(({ label }, value) => ({ value, label }))
}

function chosenAt<T>(choices: readonly Choice<T>[], place: number): T {
  const choice = choices[place]
  if (!choice) throw new RangeError('no such choice')
  return choice.value
}

function checked(check: Question['check']) {
  return check ? { validate: (answer: string | undefined) => check(answer ?? '') } : {}
}

/** One question, ended early by Ctrl-P. */
async function withKeys<T>(
  ask: (signal: AbortSignal) => Promise<T | symbol>,
): Promise<Exclude<T, symbol> | typeof BACK> {
  const back = new AbortController()
  const onKey = (_: unknown, key: { name?: string; ctrl?: boolean } = {}) => {
    if (key.ctrl && key.name === 'p') back.abort()
  }
  process.stdin.on('keypress', onKey)
  try {
    const answer = await ask(back.signal)
    if (back.signal.aborted) return BACK
    if (isCancel(answer)) throw new Stopped()
    return answer as Exclude<T, symbol>
  } finally {
    process.stdin.off('keypress', onKey)
  }
}
