import type { JsonObject } from '#shared/json.ts'
import type { SideName } from './build-pages.ts'
import type { FormTab } from './form-tab.ts'
import type { SampleForm } from './sample-forms.ts'

const branch = (title: string, properties: JsonObject): JsonObject => ({
  type: 'object',
  title,
  properties: { kind: { type: 'string', const: title }, ...properties },
  required: ['kind'],
})
const long = (title: string): JsonObject => ({ type: 'string', title, minLength: 8 })

/** A branch in which the same fault can be made twice. */
export const EQUAL_FAULTS: SampleForm = {
  name: 'two equal faults in one branch',
  source: {
    type: 'object',
    title: 'Equal faults',
    properties: {
      auth: {
        type: 'object',
        title: 'Sign in with',
        oneOf: [
          branch('Keys', { first: long('First key'), second: long('Second key') }),
          branch('None', { note: { type: 'string', title: 'Note' } }),
        ],
      },
    },
  },
  texts: { service: '', chain: ['en'], bundles: {} },
}

/** Makes both faults, sends the form, and counts at how many of the two fields a fault is shown. */
export async function countEqualErrors(side: SideName, tab: FormTab, form: number): Promise<number> {
  await tab.draw(form)
  await tab.ask(() => window.instruments.fill({}))
  await tab.ask(async () => {
    window.formPage?.submit()
    await window.instruments.settle()
  })
  const shown =
    side === 'ours' ? 'input[aria-invalid=true]' : '[id="root/auth/first__error"], [id="root/auth/second__error"]'
  return tab.ask(selector => document.querySelectorAll(selector).length, shown)
}
