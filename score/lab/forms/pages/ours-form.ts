import '#web/styles/tokens.css'
import '#web/styles/base.css'
import './frame.css'
import { createElement, createRef, StrictMode } from 'react'
import { ConnectionForm, type ConnectionFormHandle } from '#web/form/connection-form.tsx'
import { offerPage } from './form-page.ts'

/** Our form as the page shows it: the same component, styles and validator, without the window around. */
offerPage(({ bundle }, page) => {
  const handle = createRef<ConnectionFormHandle>()
  const onSubmit = () => {
    page.sent++
  }
  return {
    element: createElement(StrictMode, null, createElement(ConnectionForm, { bundle, onSubmit, ref: handle })),
    submit: () => handle.current?.submit(),
  }
})
