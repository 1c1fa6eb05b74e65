import { screen } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { compiled, drawForm } from './fixtures/draw-form.tsx'
import { CATEGORIES, DEPOT, FLAVOURS, GRID, KINDS, LISTS, WINDCHILL } from './fixtures/sources.ts'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

const SET = { $secret: { set: true } }

/** Each form with stored values that fill its lists, and secrets. */
const FORMS: [name: string, source: JsonObject, stored: JsonObject][] = [
  ['a stack with secrets', WINDCHILL, { url: 'https://a.example', username: 'u', password: SET, pin: SET }],
  ['a union', DEPOT, { host: 'a', auth: { 'x-branch': 'access-token', token: SET } }],
  ['a union of four', FLAVOURS, { kind: { 'x-branch': 'two', two: 'x' } }],
  ['tabs with a table', CATEGORIES, { host: 'a', headers: [{ name: 'a', value: 'b' }, { name: 'c' }] }],
  ['a grid', GRID, { host: 'a', port: 1, region: 'eu', mode: 'safe' }],
  [
    'lists',
    LISTS,
    { tags: ['a'], servers: [{ name: 'a', key: SET }], nodes: [{ id: 'a' }, { id: 'b' }], days: ['mon'] },
  ],
  ['every kind of control', KINDS, { extra: { 'X-A': 'b' }, stars: 3, share: 10, key: SET, timeout: 5 }],
]

async function violations(container: Element): Promise<string[]> {
  // Colours are measured in a browser, where there are some.
  const { violations: found } = await axe.run(container, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return found.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 160)}`))
}

describe.each(FORMS)('%s', (_, source, stored) => {
  it('has no axe violation while it is empty', async () => {
    const { container } = await drawForm(compiled(source))
    expect(await violations(container)).toEqual([])
  })

  it('has no axe violation with stored values after problems were found, and its ids are unique', async () => {
    const { container, submit, change } = await drawForm(compiled(source), { stored })
    await submit()
    change({ problems: [{ pointer: '', code: 'x', detail: 'Nobody answers.' }] })
    expect(screen.getByRole('alert')).toBeDefined()
    expect(await violations(container)).toEqual([])
    const ids = [...container.querySelectorAll('[id]')].map(element => element.id)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })

  it('points to elements that exist', async () => {
    const { container, submit } = await drawForm(compiled(source), { stored })
    await submit()
    for (const name of ['aria-describedby', 'aria-labelledby', 'aria-controls', 'for']) {
      for (const element of container.querySelectorAll(`[${name}]`)) {
        const ids = element.getAttribute(name)?.split(' ') ?? []
        expect(
          ids.filter(id => !document.getElementById(id)),
          `${name} of ${element.outerHTML.slice(0, 120)}`,
        ).toEqual([])
      }
    }
  })
})

it('would notice a control without a name', async () => {
  const container = document.body.appendChild(document.createElement('main'))
  container.innerHTML = '<input>'
  expect(await violations(container)).not.toEqual([])
  container.remove()
})
