import { screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { JsonObject } from '#shared/json.ts'
import { compiled, drawForm } from './fixtures/draw-form.tsx'
import { DEPOT, FLAVOURS } from './fixtures/sources.ts'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

describe('a union', () => {
  it('is one group named by its title, with a radio for each of up to three branches', async () => {
    await drawForm(compiled(DEPOT))
    const group = screen.getByRole('group', { name: 'Sign in with' })
    const choice = within(group).getByRole('radiogroup', { name: 'Sign in with' })
    const radios = within(choice).getAllByRole('radio')
    expect(radios.map(radio => (radio as HTMLInputElement).checked)).toEqual([true, false])
    const token = within(choice).getByRole('radio', { name: 'Access token' })
    expect(document.getElementById(token.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'From your profile page',
    )
    expect(screen.getAllByText('Sign in with')).toHaveLength(1)
  })

  it('shows the fields of the chosen branch only, keeps the focus and announces the change', async () => {
    const { user, values } = await drawForm(compiled(DEPOT))
    expect(screen.getByLabelText('User (required)')).toBeDefined()
    expect(screen.queryByLabelText('Token (required)')).toBeNull()
    const token = screen.getByRole('radio', { name: 'Access token' })
    await user.click(token)
    expect(screen.getByLabelText('Token (required)')).toBeDefined()
    expect(screen.queryByLabelText('User (required)')).toBeNull()
    expect(document.activeElement).toBe(token)
    expect(screen.getByRole('status').textContent).toBe('Access token chosen.')
    await user.type(screen.getByLabelText('Token (required)'), 't0ken')
    expect(values()).toMatchObject({ auth: { token: 't0ken' } })
    expect(JSON.stringify(values())).not.toContain('user')
  })

  it('reports only problems of the chosen branch, at its fields', async () => {
    const { submit } = await drawForm(compiled(DEPOT))
    await submit()
    const links = within(screen.getByRole('alert')).getAllByRole('link')
    expect(links.map(link => link.textContent)).toEqual(['Host', 'User', 'Password'])
    expect(document.activeElement).toBe(screen.getByLabelText('Host (required)'))
  })

  it('has a select from four branches on', async () => {
    const { user, values } = await drawForm(compiled(FLAVOURS))
    const select = screen.getByRole('combobox', { name: 'Kind' })
    expect([...(select as HTMLSelectElement).options].map(option => option.text)).toEqual([
      'One',
      'Two',
      'Three',
      'Four',
    ])
    await user.selectOptions(select, 'Three')
    await user.type(screen.getByLabelText('Field Three (required)'), 'x')
    expect(values()).toMatchObject({ kind: { three: 'x' } })
    expect(screen.queryByLabelText('Field One (required)')).toBeNull()
  })

  it('leaves no tag of a branch that is gone in a union inside', async () => {
    const codec = (...titles: string[]) => ({
      type: 'object',
      title: 'Packing',
      oneOf: titles.map(title => ({
        title,
        properties: { kind: { type: 'string', const: title }, [title]: { type: 'string', title, minLength: 1 } },
      })),
    })
    const format = (title: string, codecs: object) => ({ title, properties: { codec: codecs } })
    const source = {
      type: 'object',
      properties: {
        format: {
          type: 'object',
          title: 'Format',
          oneOf: [format('Avro', codec('None', 'Snappy')), format('Lines', codec('Plain', 'Zipped'))],
        },
      },
    }
    const { user, values, submit } = await drawForm(compiled(source as JsonObject))
    await user.click(screen.getByRole('radio', { name: 'Snappy' }))
    await user.click(screen.getByRole('radio', { name: 'Lines' }))
    expect(screen.getByRole('radio', { name: 'Plain' })).toHaveProperty('checked', true)
    expect(values()).toMatchObject({ format: { codec: { kind: 'Plain' } } })
    await submit()
    const links = within(screen.getByRole('alert')).getAllByRole('link')
    expect(links.map(link => link.textContent)).toEqual(['Plain'])
  })

  it.each([
    ['a new connection', undefined, { kind: 'HMAC', other: 'x' }],
    ['a stored one', { way: { method: 'Plain' } }, { kind: 'HMAC' }],
  ])('has the constants of a group in the branch that is chosen, in %s', async (_, stored, cred) => {
    const branch = (title: string, properties: object, required: string[] = []) => ({
      title,
      required: ['method', ...required],
      properties: { method: { type: 'string', const: title }, ...properties },
    })
    const group = {
      type: 'object',
      title: 'Credential',
      required: ['kind'],
      properties: {
        kind: { type: 'string', const: 'HMAC' },
        other: { type: 'string', default: 'x' },
        key: { type: 'string', title: 'Key', minLength: 1 },
      },
    }
    const way = {
      type: 'object',
      title: 'Way',
      oneOf: [branch('Plain', {}), branch('Staged', { cred: group }, ['cred'])],
    }
    const source = { type: 'object', properties: { way } } as JsonObject
    const { user, values } = await drawForm(compiled(source), stored ? { stored } : {})
    await user.click(screen.getByRole('radio', { name: 'Staged' }))
    await user.type(screen.getByLabelText('Key (required)'), 'k')
    expect(values()).toMatchObject({ way: { method: 'Staged', cred: { ...cred, key: 'k' } } })
  })

  it('opens on the branch that the stored values have', async () => {
    const { values: token } = await drawForm(compiled(DEPOT), {
      stored: { host: 'a', auth: { 'x-branch': 'access-token', token: { $secret: { set: true } } } },
    })
    expect(screen.getByRole('radio', { name: 'Access token' })).toHaveProperty('checked', true)
    expect(token()).toEqual({ host: 'a', auth: { 'x-branch': 'access-token' } })
  })
})
