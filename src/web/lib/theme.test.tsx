import { act, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTheme, setTheme, useTheme } from './theme.ts'

function Shown() {
  return <p>{useTheme()}</p>
}

afterEach(() => setTheme('system'))

describe('the theme', () => {
  it('goes round', () => {
    expect([nextTheme('system'), nextTheme('light'), nextTheme('dark')]).toEqual(['light', 'dark', 'system'])
  })

  it('stands on the document, is kept, and is told to who shows it', () => {
    render(<Shown />)
    act(() => setTheme('dark'))
    expect(screen.getByText('dark')).toBeDefined()
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(localStorage.getItem('flow-theme')).toBe('dark')
    act(() => setTheme('system'))
    expect(document.documentElement.dataset['theme']).toBeUndefined()
  })
})
