import { render, screen, waitFor } from '@testing-library/react'
import { type ReactNode, useState } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { carryOver } from './carry-over.ts'

const saved = vi.fn()

function Window(): ReactNode {
  const [name, setName] = useState('old')
  const [zone, setZone] = useState('a')
  const [on, setOn] = useState(false)
  return (
    <div className="dialog">
      <input aria-label="Search" defaultValue="" />
      <input id="fc/name" aria-label="Name" value={name} onChange={event => setName(event.target.value)} />
      <textarea id="fc/note" aria-label="Note" defaultValue="" />
      <select id="fc/zone" aria-label="Zone" value={zone} onChange={event => setZone(event.target.value)}>
        <option value="a">A</option>
        <option value="b">B</option>
      </select>
      <input id="fc/on" aria-label="On" type="checkbox" checked={on} onChange={event => setOn(event.target.checked)} />
      <button type="button">Close</button>
      <button type="button" onClick={() => saved({ name, zone, on })}>
        Save
      </button>
    </div>
  )
}

/** The window as a server drew it, and the one that answers. */
function drawBoth() {
  const from = document.createElement('div')
  from.innerHTML = renderToString(<Window />)
  document.body.append(from)
  const { container: to } = render(<Window />)
  const part = <T extends Element>(selector: string) => from.querySelector<T>(selector) as T
  return { from, to, part, carry: (active: Element | null = null) => carryOver({ from, to, active }) }
}

afterEach(() => {
  document.body.replaceChildren()
  saved.mockClear()
})

describe('carryOver', () => {
  it('types, chooses and ticks again what a person did before the page stood', async () => {
    const { from, part, carry } = drawBoth()
    part<HTMLInputElement>('[id="fc/name"]').value = 'new'
    part<HTMLTextAreaElement>('textarea').value = 'two\nlines'
    part<HTMLSelectElement>('select').selectedIndex = 1
    part<HTMLInputElement>('[type=checkbox]').checked = true
    part<HTMLInputElement>('[aria-label=Search]').value = 'dep'
    part('button:last-of-type').setAttribute('data-pressed', '')
    carry()
    from.remove()
    await waitFor(() => expect(saved).toHaveBeenCalledWith({ name: 'new', zone: 'b', on: true }))
    expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('two\nlines')
    expect(screen.getByLabelText<HTMLInputElement>('Search').value).toBe('dep')
  })

  it('leaves alone what nobody has touched', () => {
    const { from, to, carry } = drawBoth()
    const name = to.querySelector<HTMLInputElement>('[id="fc/name"]') as HTMLInputElement
    const heard = vi.fn()
    to.addEventListener('input', heard)
    to.addEventListener('change', heard)
    carry()
    from.remove()
    expect(name.value).toBe('old')
    expect(heard).not.toHaveBeenCalled()
    expect(saved).not.toHaveBeenCalled()
  })

  it('puts the focus and the caret where they were', () => {
    const { from, part, carry } = drawBoth()
    const box = part<HTMLInputElement>('[id="fc/name"]')
    box.value = 'abcd'
    box.focus()
    box.setSelectionRange(1, 3)
    carry(box)
    from.remove()
    const name = screen.getByLabelText<HTMLInputElement>('Name')
    expect(document.activeElement).toBe(name)
    expect([name.selectionStart, name.selectionEnd]).toEqual([1, 3])
  })

  it('gives a focus outside of the form to its like, not to a field', () => {
    const { from, part, carry } = drawBoth()
    carry(part('[aria-label=Search]'))
    from.remove()
    expect(document.activeElement).toBe(screen.getByLabelText('Search'))
  })
})
