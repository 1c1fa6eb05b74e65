import { repairTags } from '#schema/repair-tags.ts'
import type { CompiledForm } from '#schema/types.ts'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import type { JsonObject } from '#shared/json.ts'
import { startSession } from '#web/form/form-session.ts'
import { loadValidator } from '#web/form/load-validator.ts'

/** What the page says to one set of values, and what it would send. */
export interface PageAnswer {
  lines: string[]
  sent: JsonObject
}

/**
 * Runs in the browser, on the page's own modules: fetches form and validator as the page does, and judges each set as
 * a mounted form does. Sets and answers travel as text, since a browser's driver keeps not every name and character.
 */
async function judgeOnPage(type: string, sets: string): Promise<string> {
  const response = await fetch(`/api/page/forms/${type}`, { headers: { 'x-flow': '1' } })
  const { form: bundle } = (await response.json()) as ConnectionForm
  if (!bundle.validator) throw new TypeError(`${type} has no validator`)
  const judge = await loadValidator(bundle.validator, bundle.schema)
  const form = bundle as unknown as CompiledForm
  const ignore = () => undefined
  const answers = (JSON.parse(sets) as JsonObject[]).map((values): PageAnswer => {
    const session = startSession({
      judge,
      values: repairTags(form, values),
      stored: { values: {}, saved: [] },
      latest: { form, onSubmit: ignore, onChange: undefined, onRefused: ignore },
    })
    const { errors } = session.validator.validateFormData(session.initial, judge.schema)
    return { lines: errors.map(({ property, message }) => `${property} ${message}`).sort(), sent: session.values() }
  })
  return JSON.stringify(answers)
}

Object.assign(globalThis, { judgeOnPage })
