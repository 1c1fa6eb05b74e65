import { screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { compiled, drawForm } from './fixtures/draw-form.tsx'
import { CATEGORIES, GRID, KINDS } from './fixtures/sources.ts'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

describe('tabs', () => {
  it('are one tab stop, moved through by arrows, Home and End', async () => {
    const { user } = await drawForm(compiled(CATEGORIES))
    const tabs = within(screen.getByRole('tablist', { name: 'Mail' })).getAllByRole('tab')
    expect(tabs.map(tab => tab.textContent)).toEqual(['Basic', 'Proxy', 'Headers'])
    expect(tabs.map(tab => tab.tabIndex)).toEqual([0, -1, -1])
    tabs[0]?.focus()
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(tabs[1])
    expect(tabs[1]?.getAttribute('aria-selected')).toBe('true')
    expect(screen.getByRole('tabpanel', { name: 'Proxy' })).toBeDefined()
    await user.keyboard('{End}')
    expect(document.activeElement).toBe(tabs[2])
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(tabs[0])
    await user.keyboard('{ArrowLeft}{Home}')
    expect(document.activeElement).toBe(tabs[0])
  })

  it('keep hidden panels mounted, and give a group no second heading', async () => {
    const { container, user } = await drawForm(compiled(CATEGORIES))
    expect(container.querySelectorAll('[role=tabpanel]')).toHaveLength(3)
    expect(container.querySelectorAll('[role=tabpanel][hidden]')).toHaveLength(2)
    await user.click(screen.getByRole('tab', { name: 'Proxy' }))
    expect(within(screen.getByRole('tabpanel')).queryByRole('heading', { name: 'Proxy' })).toBeNull()
    expect(screen.getByRole('group', { name: 'Proxy' })).toBeDefined()
  })

  it('count their problems in their names; a link opens the tab of its field', async () => {
    const { user, submit } = await drawForm(compiled(CATEGORIES))
    await user.type(screen.getByLabelText('Host (required)'), 'h')
    await user.click(screen.getByRole('tab', { name: 'Proxy' }))
    await user.click(screen.getByLabelText('On'))
    await user.click(screen.getByRole('tab', { name: 'Basic' }))
    await submit()
    expect(screen.getByRole('tab', { name: 'Proxy 1 problem' }).getAttribute('aria-selected')).toBe('true')
    expect(document.activeElement).toBe(screen.getByLabelText('Address (required)'))
    await user.click(screen.getByRole('tab', { name: 'Headers' }))
    await user.click(screen.getByRole('link', { name: 'Address' }))
    expect(document.activeElement).toBe(screen.getByLabelText('Address (required)'))
  })
})

describe('a grid', () => {
  it('gives each field its columns as custom properties', async () => {
    const { container } = await drawForm(compiled(GRID))
    const cells = [...container.querySelectorAll<HTMLElement>('.fc-cell')]
    expect(cells.map(cell => cell.style.getPropertyValue('--w'))).toEqual(['8', '4', '6', '6'])
    expect(cells.map(cell => cell.style.getPropertyValue('--from'))).toEqual(['1', '9', '1', '7'])
    expect(container.querySelectorAll('.fc-row')).toHaveLength(2)
    expect(cells.map(cell => cell.getAttribute('style'))).toEqual(
      cells.map(() => expect.stringMatching(/^(--[\w-]+: ?\d+; ?)+$/)),
    )
  })
})

describe('a stack', () => {
  it('folds the advanced fields away until one of them is at fault or differs from its default', async () => {
    const { user, submit } = await drawForm(compiled(KINDS))
    const fold = screen.getByRole('button', { name: 'Advanced' })
    expect(fold.getAttribute('aria-expanded')).toBe('false')
    await user.click(fold)
    await user.clear(screen.getByLabelText('Timeout'))
    await user.type(screen.getByLabelText('Timeout'), 'abc')
    await user.click(fold)
    await submit()
    expect(screen.getByRole('button', { name: 'Advanced' }).getAttribute('aria-expanded')).toBe('true')
    expect(document.activeElement).toBe(screen.getByLabelText('Timeout'))
  })

  it('opens the fold for a stored value that differs', async () => {
    await drawForm(compiled(KINDS), { stored: { timeout: 60 } })
    expect(screen.getByRole('button', { name: 'Advanced' }).getAttribute('aria-expanded')).toBe('true')
  })

  it('draws nothing for a hidden field, and sends its default', async () => {
    const { container, values } = await drawForm(compiled(KINDS))
    expect(container.textContent).not.toContain('Quiet')
    expect(container.querySelector('input[type=hidden]')).toBeNull()
    expect(values()).toMatchObject({ quiet: 'still sent' })
  })
})
