import Form from '@rjsf/core'
import validator from '@rjsf/validator-ajv8'
import { createElement } from 'react'
import { offerPage } from './form-page.ts'

/**
 * The form library as its own manual shows it. Two props only make it readable: `idSeparator`, so that ids can be taken
 * apart again, and `noHtml5Validate`, without which the browser would stop at the first empty box and nothing be judged.
 */
offerPage(({ schema }, page) => ({
  element: createElement(Form, {
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
  submit: () => document.querySelector('form')?.requestSubmit(),
}))
