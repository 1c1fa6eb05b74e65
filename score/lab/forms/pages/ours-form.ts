import '#web/styles/tokens.css'
import '#web/styles/base.css'
import './frame.css'
import { createElement, createRef, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ConnectionForm, type ConnectionFormHandle } from '#web/form/connection-form.tsx'
import { type FormPage, fetchForm, formRoot } from './form-page.ts'

/** Our form as the page shows it: the same component, styles and validator, without the window around. */
const { bundle } = await fetchForm()
const handle = createRef<ConnectionFormHandle>()
const page: FormPage = { submit: () => handle.current?.submit(), sent: 0, problems: [] }
const onSubmit = () => {
  page.sent++
}
createRoot(formRoot()).render(
  createElement(StrictMode, null, createElement(ConnectionForm, { bundle, onSubmit, ref: handle })),
)
window.formPage = page
