import { screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { compiled, drawForm } from './fixtures/draw-form.tsx'
import { DEPOT, LISTS, WINDCHILL } from './fixtures/sources.ts'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

const SET = { $secret: { set: true } }
const stored = { url: 'https://plm.example.com', username: 'wc', password: SET, pin: SET }
const noteOf = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map(id => document.getElementById(id)?.textContent)
    .join(' ')

describe('a saved secret', () => {
  it('has an empty box, says that it is saved, and is kept by being absent', async () => {
    const { submit, sent } = await drawForm(compiled(WINDCHILL), { stored })
    const password = screen.getByLabelText('Password (required)')
    expect(password).toHaveProperty('value', '')
    expect(noteOf(password)).toContain('Saved. Leave empty to keep.')
    await submit()
    expect(sent).toEqual([{ url: 'https://plm.example.com', username: 'wc' }])
  })

  it('can be cleared when it is optional, and the clearing undone', async () => {
    const { user, values } = await drawForm(compiled(WINDCHILL), { stored })
    expect(screen.queryByRole('button', { name: 'Clear Password' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Clear PIN' }))
    expect(noteOf(screen.getByLabelText('PIN'))).toContain('Will be removed.')
    expect(values()).toMatchObject({ pin: null })
    const undo = screen.getByRole('button', { name: 'Undo clearing PIN' })
    expect(document.activeElement).toBe(undo)
    await user.click(undo)
    expect(values()).not.toHaveProperty('pin')
  })

  it('is replaced by what is typed, which also ends a clearing', async () => {
    const { user, values } = await drawForm(compiled(WINDCHILL), { stored })
    await user.click(screen.getByRole('button', { name: 'Clear PIN' }))
    await user.type(screen.getByLabelText('PIN'), '1234')
    expect(values()).toMatchObject({ pin: '1234' })
    await user.click(screen.getByRole('button', { name: 'Keep the saved one' }))
    expect(values()).not.toHaveProperty('pin')
    expect(noteOf(screen.getByLabelText('PIN'))).toContain('Saved. Leave empty to keep.')
  })

  it('must be entered again as soon as the address differs, and no longer when it is back', async () => {
    const { user, submit, sent } = await drawForm(compiled(WINDCHILL), { stored })
    await user.type(screen.getByLabelText('Server URL (required)'), '/x')
    const password = screen.getByLabelText('Password (required)')
    expect(noteOf(password)).toContain('The address changed. Enter this value again.')
    expect(password.getAttribute('aria-invalid')).toBe('true')
    await submit()
    expect(sent).toEqual([])
    expect(screen.getByRole('alert').textContent).toContain('There are 2 problems')
    await user.type(screen.getByLabelText('Server URL (required)'), '{Backspace}{Backspace}')
    await user.tab()
    expect(noteOf(password)).toContain('Saved. Leave empty to keep.')
    await submit()
    expect(sent).toEqual([{ url: 'https://plm.example.com', username: 'wc' }])
  })

  it('can be dropped instead of entered again, when it is optional', async () => {
    const { user, submit, sent } = await drawForm(compiled(WINDCHILL), { stored })
    await user.type(screen.getByLabelText('Server URL (required)'), '/x')
    await user.type(screen.getByLabelText('Password (required)'), 'new')
    await user.click(screen.getByRole('button', { name: 'Clear PIN' }))
    await submit()
    expect(sent).toEqual([{ url: 'https://plm.example.com/x', username: 'wc', password: 'new', pin: null }])
  })

  it('is not offered in another branch', async () => {
    const { user } = await drawForm(compiled(DEPOT), {
      stored: { host: 'a', auth: { 'x-branch': 'access-token', token: SET } },
    })
    expect(noteOf(screen.getByLabelText('Token (required)'))).toContain('Saved.')
    await user.click(screen.getByRole('radio', { name: 'User and password' }))
    expect(noteOf(screen.getByLabelText('Password (required)'))).not.toContain('Saved.')
  })

  it('follows its entry of a list when the order changes, and asks again when the entry changed', async () => {
    const { user, submit, sent } = await drawForm(compiled(LISTS), {
      stored: {
        servers: [
          { name: 'a', key: SET },
          { name: 'b', key: SET },
        ],
      },
    })
    await user.click(screen.getByRole('button', { name: 'Move entry 1 of Servers down' }))
    const [first, second] = screen.getAllByLabelText('Key')
    if (!first || !second) throw new TypeError('two keys')
    expect(noteOf(first)).toContain('Saved.')
    expect(noteOf(second)).toContain('Saved.')
    await submit()
    expect(sent[0]).toMatchObject({ servers: [{ name: 'b' }, { name: 'a' }] })
    await user.type(screen.getAllByLabelText('Name (required)')[0] as HTMLElement, 'x')
    expect(noteOf(screen.getAllByLabelText('Key')[0] as HTMLElement)).toContain('Enter this value again.')
    expect(noteOf(screen.getAllByLabelText('Key')[1] as HTMLElement)).toContain('Saved.')
  })
})

describe('the box of a secret', () => {
  it('shows its text on demand, and hides it when the form is sent or the window is left', async () => {
    const { user, submit } = await drawForm(compiled(WINDCHILL))
    const box = screen.getByLabelText('Password (required)')
    const show = screen.getByRole('button', { name: 'Show Password' })
    expect(box).toHaveProperty('type', 'password')
    await user.click(show)
    expect(box).toHaveProperty('type', 'text')
    expect(show.getAttribute('aria-pressed')).toBe('true')
    await submit()
    expect(box).toHaveProperty('type', 'password')
  })

  it('asks no browser and no extension to fill or keep it', async () => {
    await drawForm(compiled(WINDCHILL))
    const box = screen.getByLabelText('Password (required)')
    expect(box.getAttribute('autocomplete')).toBe('new-password')
    for (const name of ['data-1p-ignore', 'data-lpignore', 'data-bwignore', 'data-form-type']) {
      expect(box.hasAttribute(name)).toBe(true)
    }
    expect(box.getAttribute('name')).toBeNull()
  })
})
