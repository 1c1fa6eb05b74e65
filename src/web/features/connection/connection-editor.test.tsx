import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ConnectionForm as FormContract } from '#shared/contract/forms.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import { RUN_FAILURES } from '#shared/errors/run-failures.ts'
import { problem, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleAccount } from '../../fixtures/samples.ts'
import type { ConnectionFormHandle } from '../../form/connection-form.tsx'
import { ConnectionEditor } from './connection-editor.tsx'

const goneTo = vi.hoisted(() => vi.fn())
/** Whether the validator of the form has come. */
const there = vi.hoisted(() => ({ form: true }))
const VALUES = { url: 'https://plm.example.com' }

// The form has tests of its own: here it is a box that hands on fixed values and shows the problems it is given.
vi.mock('../../form/connection-form.tsx', () => ({
  ConnectionForm: (props: {
    ref?: Ref<ConnectionFormHandle>
    problems?: readonly FieldProblem[]
    onSubmit: (values: object) => void
    onChange?: (values: object) => void
  }) => {
    const { onChange } = props
    const stands = useRef(false)
    useEffect(() => {
      if (stands.current || !there.form) return
      stands.current = true
      onChange?.(VALUES)
    })
    useImperativeHandle(props.ref, () => ({
      submit: () => props.onSubmit(VALUES),
      values: () => VALUES,
      focusFirstProblem: goneTo,
    }))
    return <output>{props.problems?.map(each => `${each.pointer} ${each.detail}`).join()}</output>
  },
}))

afterEach(() => {
  vi.unstubAllGlobals()
  there.form = true
  goneTo.mockClear()
})

const FORM: FormContract = {
  type: 'windchill-basic',
  version: 'v1',
  service: 'windchill',
  title: 'Windchill',
  defaultLabel: 'Basic1',
  hasValidate: true,
  form: {
    schema: {},
    uiSchema: {},
    secrets: { fields: [], targets: [] },
    diagnostics: [],
    validator: { url: '/validators/x.js', hash: 'x' },
  },
}

const SAVE = 'POST /api/page/connections'
const TEST = 'POST /api/page/connections/test'

function open(changes: Partial<Parameters<typeof ConnectionEditor>[0]> = {}) {
  const onSaved = vi.fn()
  renderPage(
    <ConnectionEditor
      form={FORM}
      taken={new Set(['Taken1'])}
      verb="save"
      onSaved={onSaved}
      onClose={vi.fn()}
      {...changes}
    />,
  )
  return { onSaved, user: userEvent.setup(), label: screen.getByRole('textbox', { name: /Connection Label/ }) }
}

describe('the open form of a connection', () => {
  it('starts with a free label and saves it with the values and a key against doubles', async () => {
    const asked = serveAnswers({ [SAVE]: sampleAccount() })
    const { onSaved, user, label } = open()
    expect(label).toHaveProperty('value', 'Basic1')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(asked[0]?.body).toEqual({ type: 'windchill-basic', version: 'v1', label: 'Basic1', values: VALUES })
    expect(asked[0]?.headers['Idempotency-Key']).toMatch(/^[0-9a-f-]{36}$/)
    expect(onSaved).toHaveBeenCalledWith(sampleAccount())
  })

  it('offers Save and Test only when the form stands', () => {
    there.form = false
    open()
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)
    expect(screen.getByRole('button', { name: 'Test' })).toHaveProperty('disabled', true)
  })

  it('says why a connection was refused, at the field too, until the message is closed', async () => {
    const detail = 'Connection could not be validated: Windchill answered 401.'
    const errors = [{ pointer: '/values/password', code: 'validation_failed', detail: 'Windchill answered 401.' }]
    serveAnswers({ [SAVE]: problem(422, 'validation_failed', detail, errors) })
    const { onSaved, user, label } = open()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toBe('Connection could not be validated: Windchill answered 401.')
    expect(screen.getByText('/password Windchill answered 401.')).toBeDefined()
    expect(label).toHaveProperty('value', 'Basic1')
    expect(onSaved).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Close message' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it.each(RUN_FAILURES)('says how a run failed in its own sentence, at no field: %s', async code => {
    const sentence = `What the server says of ${code}.`
    serveAnswers({ [SAVE]: problem(422, code, `Connection could not be validated: ${sentence}`) })
    const { onSaved, user } = open()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect((await screen.findByRole('alert')).textContent).toBe(`Connection could not be validated: ${sentence}`)
    expect(screen.queryByText(/^\/password/)).toBeNull()
    expect(onSaved).not.toHaveBeenCalled()
  })

  it.each([
    ['1st', 'Letters, digits and _, not starting with a digit.'],
    ['Taken1', 'This label is taken. Choose another.'],
  ])('does not send the label %s', async (typed, words) => {
    const asked = serveAnswers({})
    const { user, label } = open()
    await user.clear(label)
    await user.type(label, typed)
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText(words)).toBeDefined()
    expect(label.getAttribute('aria-invalid')).toBe('true')
    expect(asked).toEqual([])
  })

  it('puts a label that somebody just took at the label, not on top', async () => {
    serveAnswers({ [SAVE]: problem(409, 'label_taken', 'The label Basic1 is taken.') })
    const { user, label } = open()
    await user.type(label, '{Enter}')
    expect(await screen.findByText('The label Basic1 is taken.')).toBeDefined()
    expect(screen.queryByRole('alert')).toBeNull()
    await user.type(label, 'x')
    expect(screen.queryByText('The label Basic1 is taken.')).toBeNull()
  })

  it('leaves problems of values to the form, whose summary says them all', async () => {
    const errors = [{ pointer: '/values/url', code: 'invalid_input', detail: 'Fill in this field.' }]
    serveAnswers({ [SAVE]: problem(422, 'invalid_input', 'One value needs a change.', errors) })
    const { user } = open()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('/url Fill in this field.')).toBeDefined()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('shows the steps of a long save, and can be cancelled without losing what stands in the form', async () => {
    serveAnswers({ [SAVE]: () => new Promise(() => undefined) })
    const { onSaved, user, label } = open()
    await user.type(label, '_new')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    const steps = await screen.findByRole('list', { name: 'Saving' }, { timeout: 3_000 })
    expect(steps.textContent).toBe('Values checkedAsking the serviceSaved')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(await screen.findByText('Cancelled. Nothing was saved.')).toBeDefined()
    expect(label).toHaveProperty('value', 'Basic1_new')
    expect(onSaved).not.toHaveBeenCalled()
  })

  it('goes to the field that a refusal names', async () => {
    serveAnswers({ [TEST]: { ok: false, message: 'No.', field: 'pin', milliseconds: 5 } })
    const { user } = open()
    await user.click(screen.getByRole('button', { name: 'Test' }))
    await vi.waitFor(() => expect(goneTo).toHaveBeenCalledOnce())
  })

  it('opens with what was typed before, and hands on what is typed now', async () => {
    const onDraft = vi.fn()
    const { user, label } = open({ draft: { label: 'Mine', values: VALUES }, onDraft })
    expect(label).toHaveProperty('value', 'Mine')
    await user.type(label, '2')
    expect(onDraft).toHaveBeenLastCalledWith({ label: 'Mine2', values: VALUES })
  })

  it('tests without saving', async () => {
    const asked = serveAnswers({ [TEST]: { ok: true, message: 'Connection validated successfully', milliseconds: 5 } })
    const { onSaved, user } = open()
    await user.click(screen.getByRole('button', { name: 'Test' }))
    expect((await screen.findByText('Connection validated successfully')).closest('[role=status]')).not.toBeNull()
    expect(asked.map(each => each.path)).toEqual(['/api/page/connections/test'])
    expect(onSaved).not.toHaveBeenCalled()
  })

  it('shows a refused test with its hint, and at the field the connector named', async () => {
    const message = 'Connection could not be validated: No.'
    serveAnswers({ [TEST]: { ok: false, message, field: 'pin', hint: 'Ask for a new PIN.', milliseconds: 5 } })
    const { user } = open()
    await user.click(screen.getByRole('button', { name: 'Test' }))
    expect((await screen.findByRole('alert')).textContent).toContain('validated: No.Ask for a new PIN.')
    expect(screen.getByText('/pin No.')).toBeDefined()
  })

  it('changes a stored one under its row version and lets its secrets be used in a test', async () => {
    const stored = { account: sampleAccount(), values: {}, saved: ['/password'] }
    const path = `/api/page/connections/${stored.account.id}`
    const asked = serveAnswers({ [`PUT ${path}`]: sampleAccount({ rowVersion: 4 }), [TEST]: { ok: true } })
    const { user } = open({ stored })
    await user.click(screen.getByRole('button', { name: 'Test' }))
    await screen.findByText('Connection validated successfully')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(asked[0]?.body).toMatchObject({ id: stored.account.id })
    expect(asked[1]?.headers['If-Match']).toBe('"3"')
  })

  it('cannot test a type that has no check, but says so', () => {
    open({ form: { ...FORM, hasValidate: false } })
    expect(screen.getByRole('button', { name: 'Test' })).toHaveProperty('disabled', true)
    expect(screen.getByText('This type has no test. It is saved as not tested.')).toBeDefined()
  })

  it('shows no form when its values could not be judged', () => {
    open({ form: { ...FORM, form: { ...FORM.form, validator: null } } })
    expect(screen.getByRole('alert').textContent).toContain('This form cannot be shown')
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)
  })
})
