import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { compiled, drawForm } from '../fixtures/draw-form.tsx'
import { DEPOT, WINDCHILL } from '../fixtures/sources.ts'

vi.mock('../import-module.ts', () => import('../fixtures/import-validator.ts'))

type Drawn = Awaited<ReturnType<typeof drawForm>>

async function paste({ user }: Pick<Drawn, 'user'>, box: HTMLElement, text: string) {
  await user.click(box)
  await user.paste(text)
  // The part that reads is fetched first.
  await act(async () => {
    await import('./begin-paste.tsx')
  })
}

const CURL = `curl 'https://plm.example.com/Windchill' -u 'wc-flow:let-me-in'`
const url = () => screen.getByLabelText<HTMLInputElement>('Server URL (required)')
const user = () => screen.getByLabelText<HTMLInputElement>('User Name (required)')
const password = () => screen.getByLabelText<HTMLInputElement>('Password (required)')

describe('a paste into a box', () => {
  it('fills the fields of a curl line, says so, and keeps the focus in the box', async () => {
    const drawn = await drawForm(compiled(WINDCHILL))
    await paste(drawn, url(), CURL)
    expect(await screen.findByText('Filled 3 fields from a curl line')).toBeDefined()
    expect([url().value, user().value, password().value]).toEqual([
      'https://plm.example.com/Windchill',
      'wc-flow',
      'let-me-in',
    ])
    expect(document.activeElement).toBe(url())
    const said = screen.getAllByRole('status').map(status => status.textContent)
    expect(said).toContain('Filled 3 fields from a curl line: Server URL, User Name, Password.')
    expect(document.body.textContent).not.toContain('let-me-in')
    expect(drawn.values()).toEqual({ url: url().value, username: 'wc-flow', password: 'let-me-in' })
  })

  it('brings back what was there by Undo, also what stood in the box', async () => {
    const drawn = await drawForm(compiled(WINDCHILL))
    await drawn.user.type(user(), 'mine')
    const before = drawn.values()
    await paste(drawn, url(), CURL)
    await screen.findByText('Filled 2 fields from a curl line')
    expect(user().value).toBe('mine')
    await drawn.user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(drawn.values()).toEqual(before)
    expect(url().value).toBe('')
    expect(document.activeElement).toBe(url())
    expect(screen.getByRole('button', { name: 'Paste to fill' })).toBeDefined()
  })

  it('replaces what was typed only when told', async () => {
    const drawn = await drawForm(compiled(WINDCHILL))
    await drawn.user.type(user(), 'mine')
    await paste(drawn, url(), CURL)
    expect(await screen.findByText('Left as it was: User Name.')).toBeDefined()
    await drawn.user.click(screen.getByRole('button', { name: 'Replace User Name' }))
    expect(user().value).toBe('wc-flow')
    expect(screen.getByText('Filled 3 fields from a curl line')).toBeDefined()
    await drawn.user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(drawn.values()).toEqual({ username: 'mine' })
  })

  it('leaves what was typed after it alone when it is undone', async () => {
    const drawn = await drawForm(compiled(WINDCHILL))
    await paste(drawn, url(), CURL)
    await screen.findByText('Filled 3 fields from a curl line')
    await drawn.user.type(screen.getByLabelText('PIN'), '1234')
    await drawn.user.type(user(), '2')
    await drawn.user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(drawn.values()).toEqual({ pin: '1234', username: 'wc-flow2' })
  })

  it('chooses the branch of a union, and takes the choice back', async () => {
    const drawn = await drawForm(compiled(DEPOT))
    const before = drawn.values()
    await paste(drawn, screen.getByLabelText('Host (required)'), 'DEPOT_HOST=depot.example.com\nDEPOT_TOKEN=k3y')
    await screen.findByText('Filled 2 fields from pasted lines')
    expect(screen.getByRole('radio', { name: 'Access token' })).toHaveProperty('checked', true)
    expect(screen.getByLabelText<HTMLInputElement>('Token (required)').value).toBe('k3y')
    await drawn.user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(screen.getByRole('radio', { name: 'User and password' })).toHaveProperty('checked', true)
    expect(drawn.values()).toEqual(before)
  })

  it.each([
    ['an address', 'https://plm.example.com/Windchill?a=1'],
    ['an address of somebody', 'me@example.com'],
    ['a word', 'hunter2='],
    ['lines of prose', 'Dear all,\nthe server moved. Note: nothing else changes.'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nusername=x\n-----END PRIVATE KEY-----'],
  ])('stays an ordinary paste: %s', async (_, text) => {
    const drawn = await drawForm(compiled(WINDCHILL))
    await paste(drawn, url(), text)
    await new Promise(resolve => setTimeout(resolve))
    expect(url().value).toBe(text.replaceAll('\n', ''))
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('stays an ordinary paste in a secret box', async () => {
    const drawn = await drawForm(compiled(WINDCHILL))
    await paste(drawn, password(), CURL)
    expect(password().value).toBe(CURL)
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('replaces a saved secret only when told, and keeps it again by Undo', async () => {
    const stored = {
      url: 'https://plm.example.com/Windchill',
      username: 'wc-flow',
      password: { $secret: { set: true } },
    }
    const drawn = await drawForm(compiled(WINDCHILL), { stored })
    await paste(drawn, url(), CURL)
    expect(await screen.findByText('Left as it was: Password.')).toBeDefined()
    expect(password().value).toBe('')
    await drawn.user.click(screen.getByRole('button', { name: 'Replace Password' }))
    expect(password().value).toBe('let-me-in')
    await drawn.user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(drawn.values()).toEqual({ url: 'https://plm.example.com/Windchill', username: 'wc-flow' })
    expect(screen.getByText('Saved. Leave empty to keep.')).toBeDefined()
  })

  it('shows a value that needs a correction at its field', async () => {
    const source = {
      type: 'object',
      title: 'Depot',
      properties: {
        host: { type: 'string', title: 'Host' },
        port: { type: 'integer', title: 'Port', maximum: 65535 },
      },
    }
    const drawn = await drawForm(compiled(source))
    await paste(drawn, screen.getByLabelText('Host'), 'HOST=depot.example.com\nPORT=99999')
    expect(await screen.findByText('Needs a correction: Port.')).toBeDefined()
    expect(screen.getByLabelText('Port').getAttribute('aria-invalid')).toBe('true')
  })
})

describe('a form that was emptied', () => {
  const source = {
    type: 'object',
    title: 'Depot',
    properties: {
      host: { type: 'string', title: 'Host', default: 'localhost' },
      port: { type: 'integer', title: 'Port', default: 80 },
      path: { type: 'string', title: 'Base path', default: '/' },
    },
  }

  it('stays empty where nothing was pasted, and everywhere after Undo', async () => {
    const drawn = await drawForm(compiled(source))
    for (const name of ['Port', 'Base path']) await drawn.user.clear(screen.getByLabelText(name))
    const before = drawn.values()
    expect(before).toEqual({ host: 'localhost', port: null, path: null })
    await paste(drawn, screen.getByLabelText('Host'), 'HOST=depot.example.com\nPORT=8080')
    await screen.findByText('Filled 2 fields from pasted lines')
    expect(drawn.values()).toEqual({ host: 'depot.example.com', port: 8080, path: null })
    await drawn.user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(drawn.values()).toEqual(before)
    expect(screen.getByLabelText('Port')).toHaveProperty('value', '')
  })

  it('gives a stored connection back without what it never had', async () => {
    const drawn = await drawForm(compiled(source), { stored: { host: 'a' } })
    await paste(drawn, screen.getByLabelText('Host'), 'PORT=8080\nBASE_PATH=/x')
    await screen.findByText('Filled 2 fields from pasted lines')
    expect(drawn.values()).toEqual({ host: 'a', port: 8080, path: '/x' })
    await drawn.user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(drawn.values()).toEqual({ host: 'a' })
  })
})

describe('the area to paste into', () => {
  it('opens by its button, is masked, fills at once and gives the focus to what it says', async () => {
    const drawn = await drawForm(compiled(WINDCHILL))
    await drawn.user.click(screen.getByRole('button', { name: 'Paste to fill' }))
    const area = await screen.findByRole('textbox', { name: /^Curl line/ })
    expect(area.classList.contains('fc-masked')).toBe(true)
    expect(document.activeElement).toBe(area)
    await drawn.user.paste('url: https://plm.example.com\nUser name: wc\nFloor: 3')
    const title = await screen.findByText('Filled 2 fields from pasted lines')
    expect(document.activeElement?.contains(title)).toBe(true)
    expect(screen.getByText('1 value had no field: Floor.')).toBeDefined()
    await drawn.user.click(screen.getByRole('link', { name: 'User Name' }))
    expect(document.activeElement).toBe(user())
    await drawn.user.click(screen.getByRole('button', { name: 'Close message' }))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Paste to fill' }))
    expect(user().value).toBe('wc')
  })

  it('says when nothing fits, and closes by Escape without closing what is around it', async () => {
    const outside = vi.fn()
    const drawn = await drawForm(compiled(WINDCHILL))
    document.addEventListener('keydown', outside)
    await drawn.user.click(screen.getByRole('button', { name: 'Paste to fill' }))
    await screen.findByRole('textbox', { name: /^Curl line/ })
    await drawn.user.paste('colour: blue\nshape: round')
    expect((await screen.findByRole('alert')).textContent).toBe('Nothing in this text fits a field of this form.')
    await drawn.user.keyboard('{Escape}')
    document.removeEventListener('keydown', outside)
    expect(outside).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Paste to fill' }))
  })

  it('refuses more than 64 kB', async () => {
    const drawn = await drawForm(compiled(WINDCHILL))
    await drawn.user.click(screen.getByRole('button', { name: 'Paste to fill' }))
    await screen.findByRole('textbox', { name: /^Curl line/ })
    await drawn.user.paste(`username=x\n${'#'.repeat(65 * 1024)}`)
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('longer than 64 kB'))
    expect(within(document.body).queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('does not stand at a form of one box', async () => {
    await drawForm(compiled({ type: 'object', properties: { key: { type: 'string', title: 'Key' } } }))
    expect(screen.queryByRole('button', { name: 'Paste to fill' })).toBeNull()
  })
})
