import { BACK, type Prompter } from './prompter.ts'

/** Keys whose values nobody should read over a shoulder. */
const SECRET = /SECRET|PASSWORD|PRIVATE|TOKEN/

/** The values of these keys of a load file, one by one. */
export async function askLoadKeys(prompter: Prompter, keys: readonly string[]): Promise<Record<string, string>> {
  const values: Record<string, string> = {}
  for (let i = 0; i < keys.length; ) {
    const key = keys[i] ?? ''
    const question = {
      message: key,
      check: (answer: string) => (answer.trim() === '' ? 'Fill in this field.' : undefined),
    }
    const answer = SECRET.test(key)
      ? await prompter.secret(question)
      : await prompter.text({ ...question, initial: values[key] ?? '' })
    if (answer === BACK) i = Math.max(0, i - 1)
    else {
      // A key in PEM form comes in one line from a terminal.
      values[key] = answer.trim().replaceAll('\\n', '\n')
      i++
    }
  }
  return values
}
