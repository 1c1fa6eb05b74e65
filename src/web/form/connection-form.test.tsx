import { act, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { ConnectionForm } from './connection-form.tsx'
import { bundleOf, drawForm } from './fixtures/draw-form.tsx'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

const windchill = () =>
  bundleOf({
    schema: {
      type: 'object',
      required: ['url', 'user'],
      properties: {
        url: { type: 'string', minLength: 1, pattern: '^[A-Za-z][A-Za-z0-9+.-]*://\\S+$' },
        user: { type: 'string', minLength: 1 },
        port: { type: 'integer', maximum: 65535 },
        password: { type: 'string' },
        verify: { type: 'boolean', default: false },
      },
    },
    uiSchema: {
      'ui:title': 'Windchill',
      'ui:ObjectFieldTemplate': 'StackObject',
      'ui:order': ['url', 'user', 'password', 'port', 'verify', '*'],
      'ui:options': { layout: { kind: 'stack' } },
      url: {
        'ui:title': 'Server URL',
        'ui:widget': 'fcText',
        'ui:description': 'The address you open <b>Windchill</b> with.',
        'ui:options': { inputType: 'url', check: 'uri', dir: 'ltr' },
      },
      user: { 'ui:title': 'User Name', 'ui:widget': 'fcText', 'ui:placeholder': 'For example wc-flow' },
      password: { 'ui:title': 'Password', 'ui:widget': 'fcPassword', 'ui:options': { secret: true } },
      port: { 'ui:title': 'Port', 'ui:widget': 'fcText', 'ui:options': { inputMode: 'numeric' } },
      verify: { 'ui:title': 'Verify', 'ui:widget': 'fcCheckbox' },
    },
    secrets: {
      fields: [{ pointer: '/password', branch: {}, mark: 'format', multiline: false }],
      targets: ['/url'],
    },
  })

describe('a connection form', () => {
  it('names every control by its label, and says what is required in words and to readers', async () => {
    await drawForm(windchill())
    const url = screen.getByRole('textbox', { name: 'Server URL (required)' })
    expect(url).toHaveProperty('type', 'url')
    expect(url.getAttribute('aria-required')).toBe('true')
    expect(url.hasAttribute('required')).toBe(false)
    expect(screen.getByRole('textbox', { name: 'Port' }).getAttribute('aria-required')).toBeNull()
    expect(screen.getByRole('checkbox', { name: 'Verify' })).toBeDefined()
    expect(screen.getByLabelText('Password')).toHaveProperty('type', 'password')
  })

  it('keeps the order of the plan, with the type badge before the label', async () => {
    const { container } = await drawForm(windchill())
    const titles = [...container.querySelectorAll('.fc-title')].map(title => title.textContent)
    expect(titles).toEqual(['Server URL', 'User Name', 'Password', 'Port', 'Verify'])
    const badges = [...container.querySelectorAll('.fc-badge')].map(badge => badge.textContent)
    expect(badges).toEqual(['s', 's', 's', 'i', 'b'])
    expect([...container.querySelectorAll('.fc-badge')].every(badge => badge.getAttribute('aria-hidden'))).toBe(true)
  })

  it('points to the description, which may hold a few tags, and folds it by its button', async () => {
    const { user } = await drawForm(windchill())
    const url = screen.getByLabelText('Server URL (required)')
    const description = document.getElementById(url.getAttribute('aria-describedby') ?? '')
    expect(description?.textContent).toBe('The address you open Windchill with.')
    expect(description?.querySelector('b')?.textContent).toBe('Windchill')
    const about = screen.getByRole('button', { name: 'About Server URL' })
    expect(about.getAttribute('aria-expanded')).toBe('true')
    await user.click(about)
    expect(description?.hidden).toBe(true)
    expect(about.getAttribute('aria-expanded')).toBe('false')
  })

  it('hands over typed values: numbers as numbers, empty boxes as nothing, defaults in place', async () => {
    const { user, values, sent, submit } = await drawForm(windchill())
    await user.type(screen.getByLabelText('Server URL (required)'), 'https://plm.example.com')
    await user.type(screen.getByLabelText('User Name (required)'), 'wc')
    await user.type(screen.getByLabelText('Port'), '8443')
    await user.type(screen.getByLabelText('Password'), 'x')
    await user.clear(screen.getByLabelText('Password'))
    const expected = { url: 'https://plm.example.com', user: 'wc', port: 8443, verify: false }
    expect(values()).toEqual(expected)
    await submit()
    expect(sent).toEqual([expected])
  })

  it('sends on Enter', async () => {
    const { user, sent } = await drawForm(windchill())
    await user.type(screen.getByLabelText('Server URL (required)'), 'https://plm.example.com')
    await user.type(screen.getByLabelText('User Name (required)'), 'wc{Enter}')
    expect(sent).toHaveLength(1)
  })

  it('shows no problem while a field is empty or just being typed, but once it was left with a value', async () => {
    const { user } = await drawForm(windchill())
    const url = screen.getByLabelText('Server URL (required)')
    await user.click(url)
    await user.tab()
    expect(url.getAttribute('aria-invalid')).toBeNull()
    await user.type(url, 'plm')
    expect(url.getAttribute('aria-invalid')).toBeNull()
    await user.tab()
    expect(url.getAttribute('aria-invalid')).toBe('true')
    const ids = url.getAttribute('aria-describedby')?.split(' ') ?? []
    expect(ids.every(id => document.getElementById(id))).toBe(true)
    const words = document.getElementById(ids.at(-1) ?? '')?.textContent
    expect(words).toBeTruthy()
    expect(screen.getByRole('status').textContent).toBe(`Server URL: ${words}`)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('lists all problems after a refused submit, in the order of the page, and focuses the first', async () => {
    const { user, submit, sent } = await drawForm(windchill())
    await user.type(screen.getByLabelText('Port'), '70000')
    await submit()
    const alert = screen.getByRole('alert')
    expect(alert.textContent).toContain('There are 3 problems')
    const links = [...alert.querySelectorAll('a')].map(link => link.textContent)
    expect(links).toEqual(['Server URL', 'User Name', 'Port'])
    expect(document.activeElement).toBe(screen.getByLabelText('Server URL (required)'))
    expect(sent).toEqual([])
    await user.click(screen.getByRole('link', { name: 'Port' }))
    expect(document.activeElement).toBe(screen.getByLabelText('Port'))
  })

  it('judges again when a field is left', async () => {
    const { user, submit } = await drawForm(windchill())
    await submit()
    await user.type(screen.getByLabelText('User Name (required)'), 'wc')
    expect(screen.getByLabelText('User Name (required)').getAttribute('aria-invalid')).toBe('true')
    await user.tab()
    expect(screen.getByLabelText('User Name (required)').getAttribute('aria-invalid')).toBeNull()
    expect(screen.getByRole('alert').textContent).toContain('There is 1 problem')
  })

  it('shows what the server found at its fields until they change, and the rest at the form', async () => {
    const { user, change, submit, sent } = await drawForm(windchill())
    await user.type(screen.getByLabelText('Server URL (required)'), 'https://plm.example.com')
    await user.type(screen.getByLabelText('User Name (required)'), 'wc')
    await submit()
    expect(sent).toHaveLength(1)
    change({
      problems: [
        { pointer: '/user', code: 'refused', detail: 'This user is not known.' },
        { pointer: '/nowhere/at', code: 'odd', detail: 'Something else is wrong.' },
      ],
    })
    const box = screen.getByLabelText('User Name (required)')
    expect(box.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('alert').textContent).toContain('This user is not known.')
    expect(screen.getByRole('link', { name: 'This form' })).toBeDefined()
    await user.type(screen.getByLabelText('Port'), '1')
    expect(box.getAttribute('aria-invalid')).toBe('true')
    await user.type(box, 'x')
    expect(box.getAttribute('aria-invalid')).toBeNull()
  })

  it('focuses the first problem of the server when asked', async () => {
    const { change, focusFirstProblem } = await drawForm(windchill())
    change({ problems: [{ pointer: '/port', code: 'x', detail: 'Closed.' }] })
    await focusFirstProblem()
    expect(document.activeElement).toBe(screen.getByLabelText('Port'))
  })

  it('keeps the focus of the field over the time it is disabled', async () => {
    const { user, change } = await drawForm(windchill())
    await user.click(screen.getByLabelText('User Name (required)'))
    change({ disabled: true })
    expect(screen.getByLabelText('User Name (required)')).toHaveProperty('disabled', true)
    act(() => (document.activeElement as HTMLElement).blur())
    change({ disabled: false })
    expect(document.activeElement).toBe(screen.getByLabelText('User Name (required)'))
  })

  it('says so when there is no validator, and draws no form', () => {
    render(<ConnectionForm bundle={{ ...windchill(), validator: null }} onSubmit={() => undefined} />)
    expect(screen.getByRole('alert').textContent).toContain('This form cannot be shown')
    expect(screen.queryByRole('textbox')).toBeNull()
  })
})
