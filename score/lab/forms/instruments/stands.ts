import { isOurs } from './read-path.ts'

/** Words of our page and of the stock one where a field has no control. */
const REFUSED = ['This field cannot be shown', 'This form cannot be shown']

/** Why the form on the page is none that a person could use; empty when it is one. */
export function broken(): string[] {
  if (!document.querySelector('#form form')) return ['no form stands']
  if (isOurs()) {
    const said = document.getElementById('form')?.innerText ?? ''
    return REFUSED.filter(words => said.includes(words))
  }
  const refused = (window.formPage?.problems ?? []).filter(problem => problem.name === undefined)
  const unsupported = document.querySelectorAll('.unsupported-field, .rjsf-config-error')
  return [...refused.map(() => 'the schema was refused'), ...[...unsupported].map(() => 'a field is not supported')]
}

/** True when the form has been drawn, or said why it cannot be. */
export function stands(): boolean {
  if (document.querySelector('#form form')) return true
  return isOurs() && document.querySelector('#form [role=alert]') !== null
}
