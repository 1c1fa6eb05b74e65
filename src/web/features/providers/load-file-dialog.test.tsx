import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LoadLine } from '#shared/contract/logins.ts'
import { problem, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { LoadFileDialog } from './load-file-dialog.tsx'

afterEach(() => vi.unstubAllGlobals())

const LOAD = 'POST /api/page/providers/load'
const TEXT = '{ "depot": {} }'

function line(changes: Partial<LoadLine> = {}): LoadLine {
  return {
    connector: 'depot',
    displayName: 'Depot EU',
    outcome: 'updated',
    changes: ['CLIENT_SECRET'],
    ...changes,
  }
}

function open(answer: unknown) {
  const seen = serveAnswers({ [LOAD]: answer, 'GET /api/page/providers': { items: [] } })
  const onClose = vi.fn()
  renderPage(<LoadFileDialog onClose={onClose} />)
  return { asked: () => seen.filter(({ method }) => method === 'POST'), onClose, user: userEvent.setup() }
}

async function paste(user: ReturnType<typeof userEvent.setup>, text = TEXT) {
  await user.click(screen.getByLabelText('Or paste its text here'))
  await user.paste(text)
}

describe('loading a file of providers', () => {
  it('shows what would change before anything does, then loads it', async () => {
    const { asked, onClose, user } = open({
      lines: [line(), line({ displayName: 'US', outcome: 'unchanged', changes: [] })],
      warnings: [],
    })
    await paste(user)
    expect(await screen.findByText('has another value')).toBeDefined()
    expect(asked()[0]?.body).toMatchObject({ text: TEXT, fileName: 'oauths.json', dryRun: true })
    await user.click(screen.getByRole('button', { name: 'Apply 1 change' }))
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled(), 5_000)
    expect(asked()[1]?.body).toMatchObject({ text: TEXT, dryRun: false, acceptHostChange: false })
  })

  it('asks before a stored secret goes to a new host', async () => {
    const { asked, user } = open({
      lines: [line({ changes: ['+new.example'] })],
      warnings: [],
    })
    await paste(user)
    const apply = await screen.findByRole('button', { name: 'Apply 1 change' })
    expect(apply).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('checkbox'))
    await user.click(apply)
    await vi.waitFor(() => expect(asked()[1]?.body).toMatchObject({ dryRun: false, acceptHostChange: true }), 5_000)
  })

  it('says each fault with its place, and the line with its values hidden', async () => {
    const detail =
      'oauths.json:4:9 missing-comma: a comma is missing. Nothing was loaded.\n  4 | "A": "•••"\n    |     ^\noauths.json:9:1 type-mismatch: not an object. Nothing was loaded.'
    const { user } = open(problem(422, 'load_file_invalid', detail))
    await paste(user)
    const alert = await screen.findByRole('alert')
    expect(alert.querySelectorAll('li')).toHaveLength(2)
    expect(alert.textContent).toContain('oauths.json:4:9 A comma is missing. missing-comma')
    expect(alert.querySelector('pre')?.textContent).toBe('  4 | "A": "•••"\n    |     ^')
    expect(screen.getByRole('button', { name: 'Apply 0 changes' })).toHaveProperty('disabled', true)
  })

  it('refuses an image and a text that is no load file by its size, without asking the server', async () => {
    const { asked, user } = open({})
    const input = document.querySelector<HTMLInputElement>('input[type=file]')
    if (!input) throw new Error('no box for a file')
    await userEvent.upload(input, new File(['\x89PNG\0\0'], 'logo.png', { type: 'image/png' }), { applyAccept: false })
    expect((await screen.findByRole('alert')).textContent).toContain('logo.png holds no text. A load file is JSON.')
    await paste(user, 'x'.repeat(500_000))
    expect((await screen.findByRole('alert')).textContent).toContain('oauths.json is too large to be a load file.')
    expect(asked()).toEqual([])
  })
})
