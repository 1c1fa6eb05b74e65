import type { CompiledForm } from '#schema/types.ts'
import { type JsonObject, own } from '#shared/json.ts'
import type { Terminal } from './terminal.ts'

/** Fills in a form with the person at the terminal; undefined where nobody sits. The questions are loaded when needed. */
export function askPerson(
  terminal: Terminal,
): ((form: CompiledForm, given: JsonObject) => Promise<JsonObject>) | undefined {
  if (!terminal.interactive) return undefined
  return async (form, given) => {
    const [{ createPrompter }, { askForm }, { judgeValues }] = await Promise.all([
      import('./prompter.ts'),
      import('./ask-form.ts'),
      import('#app/judge-values.ts'),
    ])
    const title = String(own(form.uiSchema, 'ui:title') ?? 'The form')
    return askForm(createPrompter(), form, {
      title,
      given,
      problemsOf: values => judgeValues(form, values).problems,
    })
  }
}
