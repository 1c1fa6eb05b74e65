import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { Combobox } from './combobox.tsx'
import { Field } from './field.tsx'
import type { ListedOption } from './option-list.tsx'

const option = (label: string, changes: Partial<ListedOption> = {}): ListedOption => ({
  key: label,
  label,
  content: label,
  ...changes,
})
const OPTIONS = [option('Add New'), option('Nobody', { disabled: true }), option('Beta', { group: 'Yours' })]

function Sample({ onChoose }: { onChoose: (key: string) => void }) {
  const [query, setQuery] = useState('')
  return (
    <Field label="Windchill Connection">
      {control => (
        <Combobox
          control={control}
          value="Alpha"
          options={OPTIONS.filter(each => each.label.toLowerCase().includes(query))}
          query={query}
          onQuery={setQuery}
          onChoose={onChoose}
        />
      )}
    </Field>
  )
}

function open() {
  const onChoose = vi.fn()
  render(<Sample onChoose={onChoose} />)
  return { onChoose, user: userEvent.setup(), box: screen.getByRole('combobox', { name: 'Windchill Connection' }) }
}

describe('a combobox', () => {
  it('shows what is chosen, and opens on a press', async () => {
    const { user, box } = open()
    expect(box).toHaveProperty('value', 'Alpha')
    expect(screen.queryByRole('option')).toBeNull()
    await user.click(box)
    expect(screen.getAllByRole('option')).toHaveLength(3)
    expect(screen.getByRole('group', { name: 'Yours' })).toBeDefined()
  })

  it('moves with the arrow keys, round at the ends, and chooses with Enter', async () => {
    const { onChoose, user, box } = open()
    await user.click(box)
    await user.keyboard('{ArrowUp}')
    expect(document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.textContent).toBe('Beta')
    await user.keyboard('{Enter}')
    expect(onChoose).toHaveBeenCalledWith('Beta')
    expect(box.getAttribute('aria-expanded')).toBe('false')
  })

  it('does not choose a line that only says something', async () => {
    const { onChoose, user, box } = open()
    await user.click(box)
    await user.keyboard('{ArrowDown}{Enter}')
    await user.click(screen.getByRole('option', { name: 'Nobody' }))
    expect(onChoose).not.toHaveBeenCalled()
  })

  it('filters while typing and keeps the choice on Escape', async () => {
    const { onChoose, user, box } = open()
    await user.type(box, 'bet')
    expect(screen.getAllByRole('option').map(each => each.textContent)).toEqual(['Beta'])
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('option')).toBeNull()
    expect(box).toHaveProperty('value', 'Alpha')
    expect(onChoose).not.toHaveBeenCalled()
  })
})
