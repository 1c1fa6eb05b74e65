import { describe, expect, it } from 'vitest'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import type { JsonObject } from '#shared/json.ts'
import { createDrafts } from './use-drafts.ts'

const text = { type: 'string' }

function form(type: string, properties: JsonObject, { service = 'windchill', secrets = ['password'] } = {}) {
  const fields = secrets.map(name => ({ pointer: `/${name}`, branch: {}, mark: 'format' as const, multiline: false }))
  return {
    type,
    version: 'v1',
    service,
    title: type,
    defaultLabel: `${type}1`,
    hasValidate: true,
    form: {
      schema: { type: 'object', properties },
      uiSchema: {},
      secrets: { fields, targets: [] },
      diagnostics: [],
      validator: null,
    },
  } satisfies ConnectionForm
}

const basic = form('basic', { url: { ...text, default: 'https://a' }, user: text, password: text, port: text })
const key = form('key', {
  url: { ...text, default: 'https://b' },
  user: text,
  password: text,
  port: { type: 'integer' },
})
const typed = { url: 'https://plm', user: 'wc', password: 'hush', port: '443' }

describe('what an open window keeps', () => {
  it('gives a form back what was typed into it, secrets too', () => {
    const drafts = createDrafts()
    drafts.keep(basic, { label: 'Plant', values: typed })
    drafts.keep(key, { label: 'key1', values: {} })
    expect(drafts.startOf(basic)).toMatchObject({ label: 'Plant', values: typed })
  })

  it('takes values of the same name and kind over to another type, and a label somebody chose, but no secret', () => {
    const drafts = createDrafts()
    drafts.keep(basic, { label: 'Plant', values: typed })
    expect(drafts.startOf(key)).toEqual({ label: 'Plant', values: { url: 'https://plm', user: 'wc' } })
  })

  it('leaves defaults and the label nobody changed to the other type', () => {
    const drafts = createDrafts()
    drafts.keep(basic, { label: 'basic1', values: { url: 'https://a' } })
    expect(drafts.startOf(key)).toEqual({ values: {} })
  })

  it('shows no value in the open that is a secret of the other type', () => {
    const drafts = createDrafts()
    drafts.keep(basic, { label: 'basic1', values: { user: 'wc', password: 'hush' } })
    expect(drafts.startOf(form('key', { user: text, password: text }, { secrets: ['user'] }))).toEqual({ values: {} })
  })

  it('takes nothing over to another service', () => {
    const drafts = createDrafts()
    drafts.keep(basic, { label: 'Plant', values: typed })
    expect(drafts.startOf(form('other', { url: text }, { service: 'gmail' }))).toBeUndefined()
  })
})
