import Form from '@rjsf/core'
import validator from '@rjsf/validator-ajv8'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { STOCK_SCHEMA } from './stock-schema.ts'

/** The peer of our form page: the form library as its own manual shows it, with its validator, and nothing else. */
createRoot(document.body).render(createElement(Form, { schema: STOCK_SCHEMA, validator }))
