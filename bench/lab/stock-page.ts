import Form from '@rjsf/core'
import validator from '@rjsf/validator-ajv8'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

/** The peer of our form page: the form library as its own manual shows it, with its validator, and nothing else. */
const name = new URLSearchParams(location.search).get('form')
const schema = await (await fetch(`/schemas/${name}.json`)).json()
const root = document.createElement('div')
document.body.append(root)
createRoot(root).render(createElement(Form, { schema, validator }))
