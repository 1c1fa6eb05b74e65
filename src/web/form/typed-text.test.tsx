import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compiled, drawForm } from './fixtures/draw-form.tsx'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))
vi.unmock('./after-paint.ts')

const draw = globalThis.requestAnimationFrame

beforeEach(() => {
  // No frame ever comes, as between a key and the screen.
  globalThis.requestAnimationFrame = () => 0
})

afterEach(() => {
  globalThis.requestAnimationFrame = draw
})

const FORM = compiled({
  type: 'object',
  properties: {
    name: { type: 'string', title: 'Name', minLength: 1 },
    size: { type: 'integer', title: 'Size', minimum: 5 },
  },
})
const box = (label: string) => screen.getByLabelText(label) as HTMLInputElement

describe('a text that was typed a moment ago', () => {
  it('is among the values when they are asked for', async () => {
    const { user, values } = await drawForm(FORM)
    await user.type(box('Name (required)'), 'abc')
    expect(values()).toEqual({ name: 'abc' })
  })

  it('is sent by Enter', async () => {
    const { user, sent } = await drawForm(FORM)
    await user.type(box('Name (required)'), 'abc{Enter}')
    expect(sent).toEqual([{ name: 'abc' }])
  })

  it('is judged when its box is left', async () => {
    const { user } = await drawForm(FORM)
    await user.type(box('Size'), '3')
    await user.tab()
    expect(box('Size').getAttribute('aria-invalid')).toBe('true')
  })

  it('outlives a form that is drawn anew', async () => {
    const { user, change } = await drawForm(FORM)
    await user.type(box('Name (required)'), 'abc')
    change({ bundle: compiled({ type: 'object', properties: { name: { type: 'string', title: 'Other name' } } }) })
    expect(await screen.findByLabelText('Other name')).toHaveProperty('value', 'abc')
  })
})
