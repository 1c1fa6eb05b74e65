import Form from '@rjsf/core'
import validator from '@rjsf/validator-ajv8'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { type FormPage, fetchForm, formRoot } from './form-page.ts'

/**
 * The form library as its own manual shows it. Two props only make it readable: `idSeparator`, so that ids can be taken
 * apart again, and `noHtml5Validate`, without which the browser would stop at the first empty box and nothing be judged.
 */
const { schema } = await fetchForm()
const page: FormPage = { submit: () => document.querySelector('form')?.requestSubmit(), sent: 0, problems: [] }
createRoot(formRoot()).render(
  createElement(Form, {
    schema,
    uiSchema: {},
    validator,
    idSeparator: '/',
    noHtml5Validate: true,
    onSubmit: () => {
      page.sent++
      page.problems = []
    },
    onError: errors => {
      page.problems = errors.map(({ name, property, schemaPath }) => ({ name, property, schemaPath }))
    },
  }),
)
window.formPage = page
