import { describe, expect, it } from 'vitest'
import { accounts, formWith, signIn } from './fixtures/forms.ts'
import { liftSaved } from './lift-saved.ts'
import { maskSecrets } from './mask-secrets.ts'
import { mergeKept } from './merge-kept.ts'
import { SECRET_MARK } from './value-places.ts'

const stored = { url: 'https://a.example', 'x-branch': 'basic', user: 'ann', password: 'hush' }
const codes = (result: ReturnType<typeof mergeKept>) => result.problems.map(({ pointer, code }) => `${pointer} ${code}`)

describe('secrets on an update', () => {
  it('are kept when absent, set when given, cleared by null', () => {
    const { password: _password, ...rest } = stored
    expect(mergeKept(signIn, rest, stored)).toEqual({ values: stored, problems: [] })
    expect(mergeKept(signIn, { ...rest, password: 'new' }, stored).values).toMatchObject({ password: 'new' })
    expect(mergeKept(signIn, { ...rest, password: null }, stored)).toEqual({ values: rest, problems: [] })
  })

  it('never become a mark: a mark counts as absent', () => {
    expect(mergeKept(signIn, { ...stored, password: SECRET_MARK }, stored).values).toEqual(stored)
  })

  it('must be entered again when the address changed, and nothing is kept', () => {
    const result = mergeKept(signIn, { url: 'https://evil.example', 'x-branch': 'basic', user: 'ann' }, stored)
    expect(codes(result)).toEqual(['/password secret_reentry_required'])
    expect(JSON.stringify(result)).not.toContain('hush')
  })

  it('may be given new together with a new address', () => {
    const sent = { ...stored, url: 'https://b.example', password: 'new' }
    expect(mergeKept(signIn, sent, stored)).toEqual({ values: sent, problems: [] })
  })

  it('are not kept over a change of branch', () => {
    const both = formWith(
      {},
      {
        oneOf: [
          { title: 'A', properties: { key: { type: 'string', title: 'K', format: 'password' } } },
          { title: 'B', properties: { key: { type: 'string', title: 'K', format: 'password' } } },
        ],
      },
    )
    const result = mergeKept(both, { 'x-branch': 'b' }, { 'x-branch': 'a', key: 'hush' })
    expect(codes(result)).toEqual(['/key secret_reentry_required'])
    expect(JSON.stringify(result)).not.toContain('hush')
  })

  it('that were never stored are no matter of this step', () => {
    expect(mergeKept(signIn, { url: 'x', 'x-branch': 'token' }, stored).problems).toEqual([])
  })

  it('follow their list entry when it moves, and stay behind when it changes', () => {
    const rows = [
      { name: 'a', password: 'one' },
      { name: 'b', password: 'two' },
    ]
    const moved = mergeKept(accounts, { rows: [{ name: 'b' }, { name: 'a' }] }, { rows })
    expect(moved.values).toEqual({ rows: [rows[1], rows[0]] })
    const changed = mergeKept(accounts, { rows: [{ name: 'a' }, { name: 'c' }] }, { rows })
    expect(codes(changed)).toEqual([
      '/rows/0/password secret_reentry_required',
      '/rows/1/password secret_reentry_required',
    ])
  })

  it('of a group that was left out because all its boxes are empty are kept', () => {
    const form = formWith({
      auth: { type: 'object', title: 'A', properties: { password: { type: 'string', format: 'password' } } },
    })
    const held = { auth: { password: 'hush' } }
    expect(mergeKept(form, {}, held).values).toEqual(held)
  })

  it('that are entries of a list or map themselves are kept where the entry is left empty', () => {
    const form = formWith({
      list: { type: 'array', secret: true, items: { type: 'string' } },
      map: { type: 'object', secret: true, additionalProperties: { type: 'string' } },
    })
    const held = { list: ['one', 'two'], map: { a: 'three' } }
    const { values, saved } = liftSaved(form, maskSecrets(form, held))
    expect(values).toEqual({ list: ['', ''], map: { a: '' } })
    expect(saved).toEqual(['/list/0', '/list/1', '/map/a'])
    expect(mergeKept(form, values, held)).toEqual({ values: held, problems: [] })
    expect(mergeKept(form, { list: ['', 'new'] }, held).values).toEqual({ list: ['one', 'new'] })
    expect(codes(mergeKept(form, { list: [''] }, held))).toEqual(['/list/0 secret_reentry_required'])
  })
})
