import { createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'

/** The least that a page by React can be: the boxes of the form whose schema it fetches, and nothing behind them. */
const name = new URLSearchParams(location.search).get('form')
const { properties } = (await (await fetch(`/schemas/${name}.json`)).json()) as { properties: object }

function Box({ id }: { id: string }) {
  const [value, setValue] = useState('')
  return createElement('input', { id, type: 'text', value, onChange: event => setValue(event.target.value) })
}

const boxes = Object.keys(properties).map(field => createElement(Box, { key: field, id: `root_${field}` }))
const root = document.createElement('div')
document.body.append(root)
createRoot(root).render(createElement('form', {}, boxes))
