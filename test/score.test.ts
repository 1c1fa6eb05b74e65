import { describe, expect, it } from 'vitest'
import { type Chunk, chunksNeededFor } from '../bench/lab/measure-chunks.ts'
import { choose } from '../score/choose.ts'
import { makeHaystack } from '../score/lab/haystack.ts'
import type { Measure } from '../score/measure.ts'
import { runMeasure } from '../score/run-measure.ts'

const line = (id: string, more: Partial<Measure> = {}): Measure => ({
  id,
  measure: id,
  target: '0',
  quick: true,
  run: async () => ({ value: 0, ok: true }),
  ...more,
})

describe('the scoreboard', () => {
  const lines = [line('S-1'), line('S-2', { quick: false }), line('M-2', { byHand: true })]
  const ids = (query: Parameters<typeof choose>[1]) => choose(lines, query).map(measure => measure.id)

  it('runs one line, a family, the short set, or all but those run by hand', () => {
    expect(ids({ id: 's-2', quick: false })).toEqual(['S-2'])
    expect(ids({ id: 'S', quick: false })).toEqual(['S-1', 'S-2'])
    expect(ids({ id: 'M-2', quick: false })).toEqual(['M-2'])
    expect(ids({ quick: true })).toEqual(['S-1'])
    expect(ids({ quick: false })).toEqual(['S-1', 'S-2'])
    expect(() => ids({ id: 'Z', quick: false })).toThrow('Known are: S-1, S-2, M-2.')
  })

  it('counts a skipped line as not passed, and a fault while measuring as failed', async () => {
    expect(await runMeasure(line('S-1', { run: async () => ({ skipped: 'no browser' }) }))).toMatchObject({
      ok: false,
      value: null,
      skipped: 'no browser',
    })
    const fault = line('S-1', { run: () => Promise.reject(new Error('broken here')) })
    expect(await runMeasure(fault)).toMatchObject({
      ok: false,
      details: expect.arrayContaining(['Error: broken here']),
    })
  })
})

describe('the search for secrets', () => {
  const secret = 'cnry-7f3a/+"ü&<end'
  const forms: [string, string | Buffer][] = [
    ['raw', secret],
    ['url', `?x=${encodeURIComponent(secret)}`],
    ['form', new URLSearchParams({ x: secret }).toString()],
    ['json', JSON.stringify({ a: secret })],
    ['json in json', JSON.stringify(JSON.stringify({ a: secret }))],
    ['hex', Buffer.from(`a${secret}b`).toString('hex')],
    ['base64', Buffer.from(secret).toString('base64')],
    ['base64 after one byte', Buffer.from(`a${secret}bcd`).toString('base64')],
    ['base64 after two bytes', Buffer.from(`ab${secret}bcd`).toString('base64')],
    ['base64url of a pair', Buffer.from(`user:${secret}`).toString('base64url')],
    ['utf-16', Buffer.from(secret, 'utf16le')],
  ]

  it.each(forms)('finds it as %s', (_name, content) => {
    const haystack = makeHaystack()
    haystack.add('log', 'here', content)
    expect(haystack.finds([{ name: 'password', secret }])).not.toEqual([])
    expect(haystack.finds([{ name: 'password', secret, mayStandIn: ['log'] }])).toEqual([])
    expect(haystack.finds([{ name: 'other', secret: 'cnry-9c41/+"ü&<end' }])).toEqual([])
  })
})

describe('the weight of a page', () => {
  const chunk = (fileName: string, module: string, imports: string[] = [], dynamicImports: string[] = []): Chunk => ({
    fileName,
    code: '',
    isEntry: fileName === 'main',
    moduleIds: [`/clone/${module}`],
    imports,
    dynamicImports,
  })

  it('counts what is on the way to the form and all that this imports, not the rest', () => {
    const chunks = [
      chunk('main', 'main.tsx', ['shared'], ['settings', 'list']),
      chunk('shared', 'api.ts'),
      chunk('list', 'list.tsx', ['shared'], ['form']),
      chunk('form', 'form.tsx', ['rjsf']),
      chunk('rjsf', 'rjsf.ts'),
      chunk('settings', 'settings.tsx', ['editor'], ['form']),
      chunk('editor', 'editor.ts'),
    ]
    const names = chunksNeededFor(chunks, ['list.tsx', 'form.tsx']).map(one => one.fileName)
    expect(names.toSorted()).toEqual(['form', 'list', 'main', 'rjsf', 'shared'])
    expect(() => chunksNeededFor(chunks, ['gone.tsx'])).toThrow('no import leads')
  })
})
