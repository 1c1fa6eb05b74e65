import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Consent } from '#shared/contract/logins.ts'
import { problem, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleAccount } from '../../fixtures/samples.ts'
import { SignInFlow } from './sign-in-flow.tsx'

vi.mock('../../form/connection-form.tsx', () => ({ ConnectionForm: () => null }))

afterEach(() => vi.unstubAllGlobals())

const scope = (value: string, ticked: boolean, required = false) => ({ value, text: `May ${value}`, ticked, required })
const CONSENT: Consent = {
  providerId: 'prv_1',
  displayName: 'Windchill',
  service: 'windchill',
  title: 'Windchill',
  host: 'id.plm.example.com',
  scopes: [scope('openid', true, true), scope('read', true), scope('write', false)],
  before: null,
}
const ATTEMPTS = 'POST /api/page/oauth/attempts'
const STATUS = 'GET /api/page/oauth/attempts/att_1'
const STARTED = { id: 'att_1', startUrl: '/oauth/start/att_1' }

function open(changes: Partial<Parameters<typeof SignInFlow>[0]> = {}, phone = false) {
  vi.stubGlobal('matchMedia', () => ({ matches: phone }))
  const popup = { closed: false, focus: vi.fn(), close: vi.fn(), location: { replace: vi.fn() } }
  const opened = vi.fn((): unknown => popup)
  vi.stubGlobal('open', opened)
  const onDone = vi.fn()
  renderPage(
    <SignInFlow
      consent={CONSENT}
      service={{ name: 'Windchill', icon: null }}
      login={undefined}
      pending={undefined}
      returnPath="/consent/prv_1"
      onDone={onDone}
      onCancel={vi.fn()}
      {...changes}
    />,
  )
  return { onDone, opened, popup, user: userEvent.setup() }
}

const allow = () => screen.getByRole('button', { name: 'Allow' })

describe('tokens from elsewhere', () => {
  const open_ = async (paste: 'token' | 'pair') => {
    const opened = open({ consent: { ...CONSENT, paste } })
    await opened.user.click(screen.getByText('Use a token from elsewhere'))
    return opened
  }

  it('take the place of the window, with the permissions that are ticked', async () => {
    const asked = serveAnswers({
      'POST /api/page/oauth/pasted': { id: 'att_1', status: 'granted', providerId: 'prv_1', suggestedLabel: 'Plm1' },
    })
    const { opened, user } = await open_('token')
    await user.type(screen.getByLabelText('Access token'), 'abc')
    await user.click(screen.getByRole('button', { name: 'Use this token' }))
    await screen.findByRole('heading', { name: 'Add Authorization' })
    const expected = { providerId: 'prv_1', scopes: ['openid', 'read'], inputs: {}, purpose: 'new', token: 'abc' }
    expect(asked[0]?.body).toEqual(expected)
    expect(opened).not.toHaveBeenCalled()
  })

  it('are refused at their field', async () => {
    const detail = 'Enter the secret that came with the token.'
    const errors = [{ pointer: '/tokenSecret', code: 'pattern', detail }]
    serveAnswers({ 'POST /api/page/oauth/pasted': problem(422, 'invalid_input', detail, errors) })
    const { user } = await open_('pair')
    await user.type(screen.getByLabelText('Access token'), 'abc{Enter}')
    await screen.findAllByText(detail)
    expect(screen.getByLabelText('Token secret').getAttribute('aria-invalid')).toBe('true')
    expect(screen.queryByLabelText(/Refresh token/)).toBeNull()
  })

  it('are not offered where they are of no use', () => {
    open()
    expect(screen.queryByText('Use a token from elsewhere')).toBeNull()
  })
})

describe('a sign-in from consent to label', () => {
  it('has a box for each scope by its description; a required one is locked', () => {
    open()
    expect(screen.getByRole('checkbox', { name: /May openid \(required\)/ })).toMatchObject({
      checked: true,
      disabled: true,
    })
    expect(screen.getByRole('checkbox', { name: /May read/ })).toMatchObject({ checked: true, disabled: false })
    expect(screen.getByRole('checkbox', { name: /May write/ })).toMatchObject({ checked: false })
  })

  it('asks for what is ticked', async () => {
    const asked = serveAnswers({
      [ATTEMPTS]: STARTED,
      [STATUS]: { id: 'att_1', status: 'started', providerId: 'prv_1' },
    })
    const { popup, user } = open()
    await user.click(screen.getByRole('checkbox', { name: /May read/ }))
    await user.click(screen.getByRole('checkbox', { name: /May write/ }))
    await user.click(allow())
    await screen.findByRole('heading', { name: 'Finish signing in' })
    expect(asked[0]?.body).toEqual({
      providerId: 'prv_1',
      scopes: ['openid', 'write'],
      inputs: {},
      purpose: 'new',
      mode: 'popup',
    })
    expect(popup.location.replace).toHaveBeenCalledWith('/oauth/start/att_1')
  })

  it('goes to the service on this page on a phone, and tells the steps', async () => {
    const asked = serveAnswers({ [ATTEMPTS]: problem(409, 'provider_unavailable', 'The provider is gone.') })
    const { opened, user } = open({}, true)
    expect(screen.getByText('You go to the service, then come back here.')).toBeDefined()
    const steps = within(screen.getByRole('list', { name: 'Steps of the sign-in' })).getAllByRole('listitem')
    expect(steps.map(step => [step.textContent, step.getAttribute('aria-current')])).toEqual([
      ['Permissions', 'step'],
      ['Sign in', null],
      ['Save', null],
    ])
    await user.click(allow())
    await screen.findByRole('alert')
    expect(opened).not.toHaveBeenCalled()
    expect(asked[0]?.body).toMatchObject({ mode: 'page', returnPath: '/consent/prv_1' })
  })

  it('goes on to the label, and adds', async () => {
    const granted = { id: 'att_1', status: 'granted', providerId: 'prv_1', suggestedLabel: 'Windchill1', account: 'wc' }
    const login = sampleAccount({ id: 'log_1', kind: 'login', label: 'Windchill1' })
    const asked = serveAnswers({ [ATTEMPTS]: STARTED, [STATUS]: granted, 'POST /api/page/logins': login })
    const { onDone, user } = open()
    await user.click(allow())
    expect(await screen.findByRole('heading', { name: 'Add Authorization' })).toBeDefined()
    expect(screen.getByText('You are signed in as wc.')).toBeDefined()
    expect(screen.getByRole('textbox', { name: /Authorization Label/ })).toHaveProperty('value', 'Windchill1')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledWith(login, 'log_1'))
    expect(asked.at(-1)?.body).toEqual({ attemptId: 'att_1', label: 'Windchill1', inputs: {} })
  })

  it('offers the window again, or this page, when the browser blocked it', async () => {
    serveAnswers({ [ATTEMPTS]: STARTED, [STATUS]: { id: 'att_1', status: 'started', providerId: 'prv_1' } })
    const { opened, user } = open()
    opened.mockReturnValueOnce(null)
    await user.click(allow())
    expect(await screen.findByRole('heading', { name: 'Your browser blocked the window' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Use this page' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Open the window' }))
    expect(await screen.findByRole('heading', { name: 'Finish signing in' })).toBeDefined()
  })

  it('keeps the ticks when the service did not allow it', async () => {
    const error = { code: 'server_denied', detail: 'Windchill said: no.' }
    serveAnswers({ [ATTEMPTS]: STARTED, [STATUS]: { id: 'att_1', status: 'failed', providerId: 'prv_1', error } })
    const { user } = open()
    await user.click(screen.getByRole('checkbox', { name: /May write/ }))
    await user.click(allow())
    expect(await screen.findByRole('heading', { name: 'Windchill did not allow it' })).toBeDefined()
    expect(screen.getByRole('alert').textContent).toBe('Windchill said: no.')
    await user.click(screen.getByRole('button', { name: 'Change permissions' }))
    expect(screen.getByRole('checkbox', { name: /May write/ })).toMatchObject({ checked: true })
  })

  it('asks before it switches a login to another account', async () => {
    const login = sampleAccount({ id: 'log_1', kind: 'login', label: 'Mine', scopes: ['read'] })
    const other = { id: 'att_1', status: 'choose_account', providerId: 'prv_1', account: 'b', storedAccount: 'a' }
    const asked = serveAnswers({ [ATTEMPTS]: STARTED, [STATUS]: other, 'POST /api/page/logins': login })
    const { onDone, user } = open({ login })
    await user.click(allow())
    expect(asked[0]?.body).toMatchObject({ purpose: 'reconnect', loginId: 'log_1', scopes: ['openid', 'read'] })
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Stored: a. Now signed in: b. Flows that use Mine would run as b.',
    )
    expect(onDone).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Use b' }))
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledWith(login, 'log_1'))
    expect(asked.at(-1)?.body).toMatchObject({ label: 'Mine' })
  })

  it('says why a sign-in could not begin, beside the permissions', async () => {
    serveAnswers({ [ATTEMPTS]: problem(409, 'provider_unavailable', 'The provider is gone.') })
    const { popup, user } = open()
    await user.click(allow())
    expect((await screen.findByRole('alert')).textContent).toContain('The provider is gone.')
    expect(popup.close).toHaveBeenCalled()
  })
})
