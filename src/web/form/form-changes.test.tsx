import { render, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { ConnectionForm } from './connection-form.tsx'
import { compiled, drawForm } from './fixtures/draw-form.tsx'
import { WINDCHILL } from './fixtures/sources.ts'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

const one = (title: string, more: JsonObject = {}) =>
  compiled({ type: 'object', properties: { name: { type: 'string', title }, ...more } })

describe('a mounted form', () => {
  it('shows another language at once and keeps what was typed', async () => {
    const { user, change, values } = await drawForm(one('Name'))
    await user.type(screen.getByLabelText('Name'), 'abc')
    change({ bundle: one('Namen') })
    expect(screen.getByLabelText('Namen')).toHaveProperty('value', 'abc')
    expect(values()).toEqual({ name: 'abc' })
  })

  it('keeps what was typed when an author changes the schema', async () => {
    const { user, change, values } = await drawForm(one('Name'))
    await user.type(screen.getByLabelText('Name'), 'abc')
    change({ bundle: one('Name', { size: { type: 'integer', title: 'Size' } }) })
    expect(await screen.findByLabelText('Size')).toBeDefined()
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'abc')
    expect(values()).toEqual({ name: 'abc' })
  })

  it('tells its values once it stands, and after every change', async () => {
    const seen: JsonObject[] = []
    const { user } = await drawForm(one('Name', { on: { type: 'boolean', title: 'On', default: true } }), {
      onChange: values => void seen.push(values),
    })
    expect(seen).toEqual([{ on: true }])
    await user.click(screen.getByLabelText('On'))
    expect(seen.at(-1)).toEqual({ on: false })
  })

  it('leaves an emptied default empty when a connection is opened again', async () => {
    const source = { timeout: { type: 'integer', title: 'Timeout', default: 30 } }
    const { values } = await drawForm(one('Name', source), { stored: { name: 'a' } })
    expect(screen.getByLabelText('Timeout')).toHaveProperty('value', '')
    expect(values()).toEqual({ name: 'a' })
  })

  it('sends null for a default that was emptied, wherever it stands, and its default no more', async () => {
    const fields = {
      timeout: { type: 'integer', title: 'Timeout', default: 30 },
      proxy: { type: 'object', title: 'Proxy', properties: { zone: { type: 'string', title: 'Zone', default: 'eu' } } },
    }
    const { user, values } = await drawForm(one('Name', fields))
    expect(values()).toEqual({ timeout: 30, proxy: { zone: 'eu' } })
    await user.clear(screen.getByLabelText('Timeout'))
    await user.clear(screen.getByLabelText('Zone'))
    await user.type(screen.getByLabelText('Name'), 'a')
    expect(values()).toEqual({ name: 'a', timeout: null, proxy: { zone: null } })
    await user.type(screen.getByLabelText('Timeout'), '5')
    expect(values()).toMatchObject({ timeout: 5 })
  })

  it('opens a stored null as an empty box, and keeps it', async () => {
    const source = { timeout: { type: 'integer', title: 'Timeout', default: 30 } }
    const { user, sent, submit } = await drawForm(one('Name', source), { stored: { name: 'a', timeout: null } })
    expect(screen.getByLabelText('Timeout')).toHaveProperty('value', '')
    await user.type(screen.getByLabelText('Name'), 'b')
    await submit()
    expect(sent).toEqual([{ name: 'ab', timeout: null }])
  })

  it('does not take an emptied secret for one that is to be removed', async () => {
    const source = { word: { type: 'string', title: 'Word', format: 'password', default: 'changeit' } }
    const { user, values } = await drawForm(one('Name', source), {
      stored: { name: 'a', word: { $secret: { set: true } } },
    })
    await user.type(screen.getByLabelText('Word'), 'x')
    await user.clear(screen.getByLabelText('Word'))
    expect(values()).toEqual({ name: 'a' })
  })

  it('forgets the problems of the server when a new answer has none', async () => {
    const { change } = await drawForm(compiled(WINDCHILL))
    change({ problems: [{ pointer: '/username', code: 'x', detail: 'Not known.' }] })
    expect(screen.getByRole('alert').textContent).toContain('Not known.')
    change({ problems: [] })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('leaves a single problem that the window around has said to its field, without a summary', async () => {
    const { user, change, submit } = await drawForm(compiled(WINDCHILL))
    await user.type(screen.getByLabelText('Server URL (required)'), 'https://plm.example.com')
    await user.type(screen.getByLabelText('User Name (required)'), 'wc')
    await user.type(screen.getByLabelText('Password (required)'), 'x')
    await submit()
    change({ problems: [{ pointer: '/username', code: 'x', detail: 'Not known.' }], problemsTold: true })
    expect(screen.getByText('Not known.')).toBeDefined()
    expect(screen.queryByRole('alert')).toBeNull()
    await user.clear(screen.getByLabelText('User Name (required)'))
    await submit()
    expect(screen.getByRole('alert').textContent).toContain('There is 1 problem')
  })

  it('sums up several problems, also when the window around has said one', async () => {
    const { change } = await drawForm(compiled(WINDCHILL))
    const problems = ['/username', '/password'].map(pointer => ({ pointer, code: 'x', detail: 'Not known.' }))
    change({ problems, problemsTold: true })
    expect(screen.getByRole('alert').textContent).toContain('There are')
  })

  it('starts from what an earlier form held, over its own defaults', async () => {
    const source = { timeout: { type: 'integer', title: 'Timeout', default: 30 } }
    const { values } = await drawForm(one('Name', source), { draft: { name: 'a' } })
    expect(values()).toEqual({ name: 'a', timeout: 30 })
  })

  it('offers to try again when its validator cannot be loaded', async () => {
    const bundle = one('Name')
    const lost = { url: `/validators/${'e'.repeat(64)}.js`, hash: 'e'.repeat(64) }
    render(<ConnectionForm bundle={{ ...bundle, validator: lost }} onSubmit={() => undefined} />)
    const again = await screen.findByRole('button', { name: 'Try again' })
    expect(screen.getByRole('alert').textContent).toContain('could not be loaded')
    again.click()
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull())
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeDefined()
  })

  it('draws two fields whose names would share an id under other rules', async () => {
    const { user, values } = await drawForm(
      compiled({
        type: 'object',
        properties: {
          'a/b': { type: 'string', title: 'Slash' },
          a: { type: 'object', title: 'Group', properties: { b: { type: 'string', title: 'Nested' } } },
          'c.d': { type: 'string', title: 'Dot', minLength: 1 },
          'e f': { type: 'string', title: 'Blank', minLength: 1 },
        },
      }),
    )
    await user.type(screen.getByLabelText('Slash'), '1')
    await user.type(screen.getByLabelText('Nested'), '2')
    await user.type(screen.getByLabelText('Dot (required)'), '3')
    await user.type(screen.getByLabelText('Blank (required)'), '4')
    expect(values()).toEqual({ 'a/b': '1', a: { b: '2' }, 'c.d': '3', 'e f': '4' })
  })

  it('puts problems of fields with odd names at those fields', async () => {
    const { submit } = await drawForm(
      compiled({
        type: 'object',
        properties: {
          'c.d': { type: 'string', title: 'Dot', minLength: 1 },
          'g/h': { type: 'string', title: 'Slash', minLength: 1 },
          'e f': { type: 'string', title: 'Blank', minLength: 1 },
        },
      }),
    )
    await submit()
    for (const name of ['Dot', 'Slash', 'Blank']) {
      expect(screen.getByLabelText(`${name} (required)`).getAttribute('aria-invalid')).toBe('true')
    }
    expect(screen.getAllByRole('link').map(link => link.textContent)).toEqual(['Dot', 'Slash', 'Blank'])
  })
})
