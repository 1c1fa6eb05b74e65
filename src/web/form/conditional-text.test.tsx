import { screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { compiled, drawForm } from './fixtures/draw-form.tsx'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

const FORM = {
  type: 'object',
  title: 'Depot',
  properties: {
    token: { type: 'boolean', title: 'Use a token' },
    hint: {
      type: 'string',
      format: 'info',
      title: 'Where it is',
      description: 'Under your profile.',
      visible_when: { field: 'token', equals: true },
    },
    server: { type: 'string', title: 'Server' },
  },
}

it('shows a text between fields while its condition holds, at its place in the file', async () => {
  const { user, container } = await drawForm(compiled(FORM))
  expect(screen.queryByText('Where it is')).toBeNull()
  await user.click(screen.getByRole('checkbox', { name: /Use a token/ }))
  expect(screen.getByText('Under your profile.')).toBeTruthy()
  const words = container.textContent ?? ''
  expect(words.indexOf('Use a token')).toBeLessThan(words.indexOf('Where it is'))
  expect(words.indexOf('Where it is')).toBeLessThan(words.indexOf('Server'))
  await user.click(screen.getByRole('checkbox', { name: /Use a token/ }))
  expect(screen.queryByText('Where it is')).toBeNull()
})
