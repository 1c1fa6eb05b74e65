import { act, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { changeSpeech } from '../lib/locale.ts'
import { GERMAN } from '../locales/de.ts'
import { compiled, drawForm } from './fixtures/draw-form.tsx'
import { LISTS, WINDCHILL } from './fixtures/sources.ts'

vi.mock('./import-module.ts', () => import('./fixtures/import-validator.ts'))

const speakGerman = () => act(async () => changeSpeech({ locale: 'de', words: 'de', dictionary: GERMAN }))
const speakEnglish = () => act(async () => changeSpeech({ locale: 'en', words: 'en' }))

afterEach(speakEnglish)

const noteOf = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map(id => document.getElementById(id)?.textContent)
    .join(' ')

describe('another language on a form that stands', () => {
  it('says the same problems in its words, keeps what was typed, and moves no focus', async () => {
    const { user, submit, values } = await drawForm(compiled(WINDCHILL))
    await submit()
    await user.type(screen.getByLabelText('Password (required)'), 'canary')
    await user.type(screen.getByLabelText('Server URL (required)'), 'nowhere')
    await user.tab()
    const focused = document.activeElement
    await speakGerman()
    expect(screen.getByRole('alert').textContent).toContain('Es gibt 2 Probleme')
    expect(noteOf(screen.getByLabelText('Server URL (erforderlich)'))).toContain('vollständige Adresse')
    expect(noteOf(screen.getByLabelText('User Name (erforderlich)'))).toContain('Füllen Sie dieses Feld aus.')
    expect(values()).toEqual({ url: 'nowhere', password: 'canary' })
    expect(document.activeElement).toBe(focused)
    await speakEnglish()
    expect(screen.getByRole('alert').textContent).toContain('There are 2 problems')
    expect(noteOf(screen.getByLabelText('User Name (required)'))).toContain('Fill in this field.')
  })

  it('still leads to the first problem when it is refused afterwards', async () => {
    const { submit } = await drawForm(compiled(WINDCHILL))
    await submit()
    await speakGerman()
    const last = screen.getByLabelText('PIN')
    last.focus()
    await submit()
    expect(document.activeElement).toBe(screen.getByLabelText('Server URL (erforderlich)'))
  })

  it('translates what the server refused, and says the rest as it came', async () => {
    const draft = { url: 'https://plm.example.com', username: 'wc', password: 'canary' }
    const { change } = await drawForm(compiled(WINDCHILL), { draft })
    const problems = [
      {
        pointer: '/password',
        code: 'validation_failed',
        detail: 'The server answered 401: it does not know these credentials. Check the Password.',
      },
      { pointer: '/username', code: 'validation_failed', detail: 'Windchill is on holiday.' },
    ]
    await act(async () => change({ problems }))
    await speakGerman()
    const password = noteOf(screen.getByLabelText('Password (erforderlich)'))
    expect(password).toContain('Er kennt diese Zugangsdaten nicht. Prüfen Sie „Password“.')
    expect(noteOf(screen.getByLabelText('User Name (erforderlich)'))).toContain('Windchill is on holiday.')
  })

  it('shows no problem that did not show before', async () => {
    const { user } = await drawForm(compiled(WINDCHILL))
    await user.click(screen.getByLabelText('Password (required)'))
    await user.tab()
    await speakGerman()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByLabelText('Password (erforderlich)').getAttribute('aria-invalid')).toBeNull()
  })

  it('reaches the buttons of lists, where nothing of the connector changes', async () => {
    await drawForm(compiled(LISTS))
    const english = screen.getAllByRole('button', { name: /^Add entry to/ }).length
    expect(english).toBeGreaterThan(0)
    await speakGerman()
    expect(screen.getAllByRole('button', { name: /^Eintrag zu .* hinzufügen/ })).toHaveLength(english)
    expect(screen.queryAllByRole('button', { name: /^Add entry to/ })).toEqual([])
  })
})
