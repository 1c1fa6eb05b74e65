import { screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { compiled, drawForm } from './fixtures/draw-form.tsx'
import { CATEGORIES, KINDS, LISTS } from './fixtures/sources.ts'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

const press = (name: string) => screen.getByRole('button', { name })

describe('a list', () => {
  it('adds entries, focuses the new one, and says so', async () => {
    const { user, values } = await drawForm(compiled(LISTS))
    await user.click(press('Add entry to Tags'))
    const tag = screen.getByRole('textbox', { name: 'Tags 1 (required)' })
    expect(document.activeElement).toBe(tag)
    expect(screen.getByRole('status').textContent).toBe('Entry 1 of Tags added.')
    await user.type(tag, 'red')
    await user.click(press('Add entry to Tags'))
    await user.type(screen.getByRole('textbox', { name: 'Tags 2 (required)' }), 'blue')
    expect(values()).toMatchObject({ tags: ['red', 'blue'] })
  })

  it('removes entries by name; the focus goes to the next entry, at last to the add button', async () => {
    const { user, values } = await drawForm(compiled(LISTS), { stored: { tags: ['a', 'b'] } })
    await user.click(press('Remove entry 1 of Tags'))
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Tags 1 (required)' }))
    expect(screen.getByRole('status').textContent).toBe('Entry 1 of Tags removed.')
    expect(values()).toMatchObject({ tags: ['b'] })
    await user.click(press('Remove entry 1 of Tags'))
    expect(document.activeElement).toBe(press('Add entry to Tags'))
  })

  it('moves entries by buttons and keeps the focus on them', async () => {
    const { user, values } = await drawForm(compiled(LISTS), { stored: { tags: ['a', 'b', 'c'] } })
    expect(press('Move entry 1 of Tags up')).toHaveProperty('disabled', true)
    await user.click(press('Move entry 1 of Tags down'))
    expect(values()).toMatchObject({ tags: ['b', 'a', 'c'] })
    expect(document.activeElement).toBe(press('Move entry 2 of Tags down'))
    await user.click(press('Move entry 2 of Tags down'))
    expect(values()).toMatchObject({ tags: ['b', 'c', 'a'] })
    expect(document.activeElement).toBe(press('Move entry 3 of Tags up'))
  })

  it('names each entry of objects, and its problems by entry', async () => {
    const { user, submit } = await drawForm(compiled(LISTS))
    await user.click(press('Add entry to Servers'))
    expect(screen.getByText('Servers 1')).toBeDefined()
    await submit()
    expect(screen.getByRole('link', { name: 'Servers 1: Name' })).toBeDefined()
  })

  it('of choices is check boxes in one group', async () => {
    const { user, values } = await drawForm(compiled(LISTS))
    const group = screen.getByRole('group', { name: 'Days' })
    await user.click(within(group).getByRole('checkbox', { name: 'wed' }))
    await user.click(within(group).getByRole('checkbox', { name: 'mon' }))
    expect(values()).toMatchObject({ days: ['mon', 'wed'] })
    await user.click(within(group).getByRole('checkbox', { name: 'wed' }))
    expect(values()).toMatchObject({ days: ['mon'] })
  })

  it('as tabs shows one entry at a time, the newest first', async () => {
    const { user } = await drawForm(compiled(LISTS))
    await user.click(press('Add entry to Nodes'))
    await user.type(screen.getByLabelText('Node id (required)'), 'a')
    await user.click(press('Add entry to Nodes'))
    expect(screen.getByRole('tab', { name: 'Entry 2' }).getAttribute('aria-selected')).toBe('true')
    const box = within(screen.getByRole('tabpanel', { name: 'Entry 2' })).getByLabelText('Node id (required)')
    expect(document.activeElement).toBe(box)
    await user.click(press('Remove entry 2 of Nodes'))
    expect(screen.getByRole('tab', { name: 'Entry 1' }).getAttribute('aria-selected')).toBe('true')
  })

  it('as a table has a head, a row an entry, and a name for every box', async () => {
    const { user, values } = await drawForm(compiled(CATEGORIES))
    await user.click(screen.getByRole('tab', { name: 'Headers' }))
    await user.click(press('Add entry to Headers'))
    const table = screen.getByRole('table', { name: 'Headers' })
    const heads = within(table).getAllByRole('columnheader')
    expect(heads.map(head => head.textContent)).toEqual(['Name (required)', 'Value', 'Actions'])
    await user.type(within(table).getByRole('textbox', { name: 'Name (required)' }), 'X-A')
    expect(values()).toMatchObject({ headers: [{ name: 'X-A' }] })
    await user.click(press('Remove entry 1 of Headers'))
    expect(screen.queryByRole('table')).toBeNull()
  })
})

describe('a map', () => {
  it('lets names and values be typed, and entries be removed', async () => {
    const { user, values } = await drawForm(compiled(KINDS))
    await user.click(press('Add entry to Extra'))
    const name = screen.getByRole('textbox', { name: /^Name of/ })
    await user.clear(name)
    await user.type(name, 'X-Trace')
    await user.tab()
    await user.type(screen.getByRole('textbox', { name: 'X-Trace' }), 'on')
    expect(values()).toMatchObject({ extra: { 'X-Trace': 'on' } })
    await user.click(press('Remove X-Trace'))
    expect(JSON.stringify(values())).not.toContain('X-Trace')
  })
})
